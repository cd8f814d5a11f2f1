/** The dialog of `inode-config`. */
export { accountValidators as validate } from './account-validators';
export { endEditing as save } from './edited-account';
export { accountLabel as label, proxyLabel, tlsLabel } from './labels';
export { prepareAccount as prepare } from './prepare-account';
