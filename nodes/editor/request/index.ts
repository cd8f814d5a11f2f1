/** The dialog of `rdp-request`. */
export { label, labelStyle, outputLabel, paletteLabel, serverLabel } from '../labels';
export { resizeQuery as resize, saveQuery as save } from '../query/query-editor';
export { validateQuery } from '../query/validate-query';
export { bodyLabel, validateBody } from './body';
export { prepareRequest as prepare } from './prepare';
export { validatePath } from './validate-path';
