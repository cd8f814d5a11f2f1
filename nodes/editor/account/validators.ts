import { ACCOUNT_DEFAULTS, type AccountCredentials, AUTHS } from '../../settings';
import { anyText } from '../any-text';
import { both } from '../both';
import { choice } from '../choice';
import { credentialRequired, credentialsComplete } from '../connection/credentials-validators';
import { connectionValidators } from '../connection/validators';
import { chosenAuth, credentialsOf } from './auth';

/** Which values the fields of an account take. */
export const accountValidators = {
  ...connectionValidators,
  auth: both(choice(AUTHS), credentialsComplete(credentialsOf, ACCOUNT_DEFAULTS.auth)),
  scope: anyText,
  username: required('username'),
  password: required('password'),
  clientId: required('clientId'),
  clientSecret: required('clientSecret'),
  token: required('token'),
};

function required(name: keyof AccountCredentials) {
  return credentialRequired(() => credentialsOf(chosenAuth()).includes(name));
}
