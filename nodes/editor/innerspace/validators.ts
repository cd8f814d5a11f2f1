import { CONTENT_TYPES } from '../../settings';
import { choice } from '../choice';
import { credentialRequired, credentialsComplete } from '../connection/credentials-validators';
import { connectionValidators } from '../connection/validators';

/** Which values the fields of an InnerSpace account take. */
export const innerspaceValidators = {
  ...connectionValidators,
  contentType: choice(CONTENT_TYPES),
  name: credentialsComplete(() => ['clientId', 'clientSecret']),
  clientId: credentialRequired(),
  clientSecret: credentialRequired(),
};
