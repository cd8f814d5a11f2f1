/** The dialog of `innerspace-query`. */
export { label, labelStyle, outputLabel, paletteLabel, serverLabel } from '../labels';
export { closeCode as cancel, resizeCode as resize } from './code-editor';
export { prepareGraphql as prepare, saveGraphql as save } from './prepare';
export { validateServer } from '../validate-server';
export { validateVariables, variablesLabel } from './variables';
