import { askRuntime } from '../ask-runtime';
import type { ConfigNode } from '../connection/config-node';
import { isEditing } from '../connection/edited-dialog';
import { onPress } from '../on-press';
import { translate } from '../translate';
import { keepPassword } from './keep-password';

/** Makes the part of the dialog work that changes the password at the service. */
export function openPasswordForm(node: ConfigNode): void {
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

    const answer = await askRuntime(`rdp-config/${node.id}/password`, node.id, {
      oldPassword,
      newPassword,
    });
    if ('problem' in answer) return say(answer.problem, true);
    inputs.val('');
    keepPassword(node, newPassword);
    say(text('changed'), false);
  };

  onPress(form.find('button'), change);
}

function text(key: string): string {
  return translate('rdp-config', `password.${key}`);
}
