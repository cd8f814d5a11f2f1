/** The dialog of `rdp-config`. */
export { endEditing as cancel, saveEditing as save } from '../connection/edited-dialog';
export { label, proxyLabel, tlsLabel } from '../labels';
export { prepareRdp as prepare } from './prepare';
export { rdpValidators as validate } from './validators';
