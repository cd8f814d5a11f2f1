import { credentialRequired, credentialsComplete } from '../connection/credentials-validators';
import { connectionValidators } from '../connection/validators';

/** Which values the fields of an InnerSpace account take. */
export const innerspaceValidators = {
  ...connectionValidators,
  name: credentialsComplete(() => ['clientId', 'clientSecret']),
  clientId: credentialRequired(),
  clientSecret: credentialRequired(),
};
