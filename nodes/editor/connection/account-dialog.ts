import { type Dialog, dialog } from '../shared/dialog';
import { translate } from '../shared/translate';
import { prepareState } from './account-state';
import type { ConfigNode } from './config-node';
import { markFlowVariables } from './flow-variables';
import { beginEditing, endEditing, field, showProtection } from './open-dialog';
import { prepareTest } from './test-connection';

/** What Node-RED calls on an account: also when its dialog is canceled. */
export interface AccountDialog extends Dialog<ConfigNode> {
  readonly cancel: () => void;
}

/**
 * What the dialogs of all accounts do: watch over plain http, offer the test,
 * and unfold the advanced settings if one is in use.
 *
 * @param open fills what only this dialog has
 */
export function accountDialog(open: (node: ConfigNode) => void = () => undefined): AccountDialog {
  const hooks = dialog<ConfigNode>({
    open(node) {
      beginEditing(node.id);
      showProtection();
      showUsers(node);
      prepareTest(node);
      prepareState(node);
      unfoldAdvanced(node);
      open(node);
      markFlowVariables(node);
    },
    save: endEditing,
  });
  return { ...hooks, cancel: endEditing };
}

/** Shows how many nodes use the account: a change applies to all of them. */
function showUsers({ users = [] }: ConfigNode): void {
  const text = translate('inode-config', 'account.users', { count: users.length });
  $('#inode-users')
    .text(text)
    .toggle(users.length > 0);
}

function unfoldAdvanced(node: ConfigNode): void {
  const advanced = $('#inode-advanced');
  const { _def: definition } = node;
  const saved = new Map<string, unknown>(Object.entries(node));
  const inUse = Object.entries(definition.defaults).some(
    ([name, { value }]) =>
      field(name).closest(advanced).length > 0 &&
      // A node that was saved by an older version lacks the newer settings.
      String(saved.get(name) ?? value) !== String(value),
  );
  advanced.prop('open', inUse);
}
