import type { AccountCredentials } from '../../settings';
import { credentialRequired, credentialsComplete } from '../connection/credentials-validators';
import { connectionValidators } from '../connection/validators';
import { chosenAuth, credentialsOf } from './auth';

/** Which values the fields of an account take. */
export const accountValidators = {
  ...connectionValidators,
  auth: credentialsComplete(credentialsOf),
  username: required('username'),
  password: required('password'),
  clientId: required('clientId'),
  clientSecret: required('clientSecret'),
  token: required('token'),
};

function required(name: keyof AccountCredentials) {
  return credentialRequired(() => credentialsOf(chosenAuth()).includes(name));
}
