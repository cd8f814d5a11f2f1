/** The dialog of `innerspace-query`. */
export { label, labelStyle, outputLabel, paletteLabel, serverLabel } from '../labels';
export { validateServer } from '../validate-server';
export { closeCode as cancel, resizeCode as resize } from './code-editor';
export { prepareGraphql as prepare, saveGraphql as save } from './prepare';
export { validateVariables, variablesLabel } from './variables';
