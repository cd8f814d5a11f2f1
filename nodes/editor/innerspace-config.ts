import { CONTENT_TYPES } from '../settings';
import { accountDialog } from './connection/account-dialog';
import { accountValidators, credentialRequired } from './connection/validators';
import { choice } from './shared/validators';

export const { prepare, save, cancel } = accountDialog();

/** Which values the fields take. */
export const validate = {
  ...accountValidators(() => ['clientId', 'clientSecret']),
  contentType: choice(CONTENT_TYPES),
  clientId: credentialRequired(),
  clientSecret: credentialRequired(),
};
