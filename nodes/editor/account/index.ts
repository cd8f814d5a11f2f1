/** The dialog of `inode-config`. */
export { accountLabel as label } from './account-label';
export { accountValidators as validate } from './account-validators';
export { endEditing as save } from './edited-account';
export { prepareAccount as prepare } from './prepare-account';
