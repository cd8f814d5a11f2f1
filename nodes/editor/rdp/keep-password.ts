import type { ConfigNode } from '../connection/config-node';
import { isEditing } from '../connection/edited-dialog';

/**
 * Gives an account the password that the service now wants. The next Deploy
 * keeps it however the dialog is closed: the old password is good for nothing.
 */
export function keepPassword(node: ConfigNode, password: string): void {
  node.credentials = { ...node.credentials, password, has_password: true };
  node.changed = true;
  RED.nodes.dirty(true);
  if (isEditing(node.id)) $('#node-config-input-password').val(password).trigger('change');
}
