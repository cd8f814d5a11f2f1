/** The dialog that `inode-links` and `inode-devices` share. */
export { label, labelStyle, outputLabel, paletteLabel, serverLabel } from './labels';
export { prepareList as prepare } from './prepare-list';
export { resizeQuery as resize } from './query-editor';
export { saveList as save } from './save-list';
export { validateQuery } from './validate-query';
