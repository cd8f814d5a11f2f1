/** The dialog of `inode-config`. */
export { saveEditing as save } from '../connection/edited-dialog';
export { label, proxyLabel, tlsLabel } from '../labels';
export { prepareAccount as prepare } from './prepare';
export { accountValidators as validate } from './validators';
