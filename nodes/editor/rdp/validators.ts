import { anyText } from '../any-text';
import { credentialRequired, credentialsComplete } from '../connection/credentials-validators';
import { addressValidator, connectionValidators } from '../connection/validators';

/** Which values the fields of an RDP account take. The client secret may be empty. */
export const rdpValidators = {
  ...connectionValidators,
  tokenUrl: addressValidator('tokenUrl'),
  name: credentialsComplete(() => ['username', 'password', 'clientId']),
  username: credentialRequired(),
  password: credentialRequired(),
  clientId: credentialRequired(),
  clientSecret: anyText,
  scope: anyText,
};
