import { ACCOUNT_DEFAULTS, type AccountCredentials, AUTHS } from '../settings';
import { accountDialog } from './connection/account-dialog';
import type { ConfigNode } from './connection/config-node';
import { field } from './connection/open-dialog';
import { accountValidators, credentialRequired } from './connection/validators';
import { anyText, choice } from './shared/validators';

type CredentialName = keyof AccountCredentials;

/** An iNode account as the editor holds it; one that was written by hand may lack its type. */
interface AccountNode extends ConfigNode {
  auth?: string;
}

export const { prepare, save, cancel } = accountDialog(() => {
  field('auth').on('change', showFieldsOfChoice);
});

/** Which values the fields take. */
export const validate = {
  ...accountValidators(({ auth = ACCOUNT_DEFAULTS.auth }: AccountNode) => credentialsOf(auth)),
  auth: choice(AUTHS),
  scope: anyText,
  username: required('username'),
  password: required('password'),
  clientId: required('clientId'),
  clientSecret: required('clientSecret'),
  token: required('token'),
};

/** The credentials that an account of this type needs; none for a type that is not known yet. */
function credentialsOf(auth: string): readonly CredentialName[] {
  if (auth === 'token') return ['token'];
  return auth === 'oauth2' ? ['username', 'password', 'clientId', 'clientSecret'] : [];
}

function required(name: CredentialName) {
  return credentialRequired(() => credentialsOf(chosenAuth()).includes(name));
}

function showFieldsOfChoice(): void {
  const auth = chosenAuth();
  $('#inode-config-token').toggle(auth !== 'oauth2');
  $('#inode-config-oauth2').toggle(auth !== 'token');
}

/** The type of account chosen in the open dialog. */
function chosenAuth(): string {
  return String(field('auth').val() ?? '');
}
