/** The dialog that `inode-links` and `inode-devices` share. */
export { labelStyle, paletteLabel, serverLabel } from '../labels';
export { resizeQuery as resize, saveQuery as save } from '../query/query-editor';
export { validateQuery } from '../query/validate-query';
export { validateServer } from '../validate-server';
export { label, outputLabel } from './labels';
export { prepareList as prepare } from './prepare-list';
export { validateMode } from './validate-mode';
