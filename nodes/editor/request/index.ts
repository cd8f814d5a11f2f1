/** The dialog that `inode-request` and `rdp-request` share. */
export { label, labelStyle, outputLabel, paletteLabel, serverLabel } from '../labels';
export { resizeQuery as resize, saveQuery as save } from '../query/query-editor';
export { validateQuery } from '../query/validate-query';
export { validateServer } from '../validate-server';
export { bodyLabel, validateBody } from './body';
export { prepareRequest as prepare } from './prepare';
export { validateMethod } from './validate-method';
export { validateMode } from './validate-mode';
export { validatePath } from './validate-path';
