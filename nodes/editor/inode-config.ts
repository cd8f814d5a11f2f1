import { ACCOUNT_DEFAULTS, type AccountCredentials, AUTHS } from '../settings';
import { accountDialog } from './connection/account-dialog';
import type { ConfigNode } from './connection/config-node';
import { oneAccount } from './connection/one-account';
import { field, isEditing } from './connection/open-dialog';
import { accountValidators, credentialRequired } from './connection/validators';
import { anyText, choice, type Validator } from './shared/validators';

type CredentialName = keyof AccountCredentials;

export const { prepare, save, cancel } = accountDialog(() => {
  field('auth').on('change', showFieldsOfChoice);
});

const shared = accountValidators(({ auth = ACCOUNT_DEFAULTS.auth }: ConfigNode) =>
  credentialsOf(auth),
);

export const arrivals = oneAccount();

/** Which values the fields take. */
export const validate = {
  name: shared.name,
  baseUrl: unlessSample(shared.baseUrl),
  timeout: unlessSample(shared.timeout),
  retries: unlessSample(shared.retries),
  concurrency: unlessSample(shared.concurrency),
  requestsPerMinute: unlessSample(shared.requestsPerMinute),
  maxMegabytes: unlessSample(shared.maxMegabytes),
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

/** Sample data comes over no connection, so what is saved about one does not count. */
function unlessSample(check: Validator<ConfigNode>): Validator<ConfigNode> {
  // Two parameters, or else Node-RED takes the text for "valid".
  return function (this: ConfigNode, value, options) {
    const auth = isEditing(this.id) ? chosenAuth() : this.auth;
    return auth === 'sample' || check.call(this, value, options);
  };
}

function showFieldsOfChoice(): void {
  const auth = chosenAuth();
  const isKnown = AUTHS.some((known) => known === auth);
  for (const known of AUTHS) $(`#inode-config-${known}`).toggle(auth === known || !isKnown);
  // A token has no scope: only a sign-in asks for one.
  field('scope')
    .closest('.form-row')
    .toggle(auth !== 'token');
  // Sample data comes over no connection.
  $('#inode-advanced').toggle(auth !== 'sample');
  // An outcome is one of the choice before.
  $('#inode-test-result .form-tips').hide();
  RED.tray.resize();
}

/** The type of account chosen in the open dialog. */
function chosenAuth(): string {
  return String(field('auth').val() ?? '');
}
