import { accountDialog } from './connection/account-dialog';
import type { ConfigNode } from './connection/config-node';
import { oneAccount } from './connection/one-account';
import { field, isEditing } from './connection/open-dialog';
import { accountValidators, addressValidator, credentialRequired } from './connection/validators';
import { onPress } from './shared/ask-button';
import { askRuntime, type Words } from './shared/ask-runtime';
import { translate } from './shared/translate';
import { anyText } from './shared/validators';

export const { prepare, save, cancel } = accountDialog(preparePasswordForm);

export const arrivals = oneAccount();

/** Which values the fields take. The client secret may be empty. */
export const validate = {
  ...accountValidators(() => ['username', 'password', 'clientId']),
  tokenUrl: addressValidator('tokenUrl'),
  username: credentialRequired(),
  password: credentialRequired(),
  clientId: credentialRequired(),
  clientSecret: anyText,
  scope: anyText,
};

/** Of the user name and the password, it is the old password that was just typed; and no message is triggered here. */
const WORDS: Words = () => (key, values) => {
  if (key === 'error.CREDENTIALS_REJECTED') return text('wrong');
  return translate('inode-config', key === 'error.BUSY' ? 'test.error.BUSY' : key, values);
};

/** Makes the part of the dialog work that changes the password at the service. */
function preparePasswordForm(node: ConfigNode): void {
  const form = $('#rdp-password');
  const inputs = form.find('input');
  const result = form.find('.form-tips').hide();

  const say = (message: string, isWarning: boolean): void => {
    result.toggleClass('form-warning', isWarning).text(message).show();
    if (isEditing(node.id)) return;
    // The dialog was closed before the answer came, which somebody waits for all the same.
    RED.notify($('<p>').text(message), { type: isWarning ? 'error' : 'success' });
  };

  const change = async (): Promise<void> => {
    const [oldPassword = '', newPassword = '', repeated] = inputs
      .toArray()
      .map((input) => String($(input).val()));
    if (oldPassword === '' || newPassword === '') return say(text('incomplete'), true);
    if (newPassword !== repeated) return say(text('different'), true);

    const url = `rdp-config/${node.id}/password`;
    const answer = await askRuntime(url, node.id, { oldPassword, newPassword }, { words: WORDS });
    if ('problem' in answer) return say(answer.problem, true);
    inputs.val('');
    keepPassword(node, newPassword);
    say(text('changed'), false);
  };

  onPress(form.find('button'), change);
}

/**
 * Gives an account the password that the service now wants. The next Deploy
 * keeps it however the dialog is closed: the old password is good for nothing.
 */
function keepPassword(node: ConfigNode, password: string): void {
  node.credentials = { ...node.credentials, password, has_password: true };
  node.changed = true;
  RED.nodes.dirty(true);
  if (isEditing(node.id)) field('password').val(password).trigger('change');
}

function text(key: string): string {
  return translate('rdp-config', `password.${key}`);
}
