/** The dialog of `innerspace-config`. */
export { saveEditing as save } from '../connection/edited-dialog';
export { label, proxyLabel, tlsLabel } from '../labels';
export { prepareInnerspace as prepare } from './prepare';
export { innerspaceValidators as validate } from './validators';
