/** The dialog of `innerspace-query`. */
export { label, labelStyle, outputLabel, paletteLabel, serverLabel } from '../labels';
export { closeCode as cancel, resizeCode as resize, saveCode as save } from './code-editor';
export { prepareGraphql as prepare } from './prepare';
export { validateVariables, variablesLabel } from './variables';
