import { ACCOUNT_DEFAULTS } from '../../settings';
import type { AccountNode } from './account-node';
import { beginEditing, chosenAuth } from './edited-account';

const ADVANCED = ['baseUrl', 'scope', 'timeout', 'retries'] as const;

/** Fills the dialog: shows the fields of the chosen type, unfolds advanced settings in use. */
export function prepareAccount(this: AccountNode): void {
  beginEditing(this.id);
  $('#node-config-input-auth').on('change', showFieldsOfChoice);
  const advancedInUse = ADVANCED.some((key) => String(this[key]) !== String(ACCOUNT_DEFAULTS[key]));
  $('#inode-config-advanced').prop('open', advancedInUse);
}

function showFieldsOfChoice(): void {
  const auth = chosenAuth();
  $('#inode-config-token').toggle(auth !== 'oauth2');
  $('#inode-config-oauth2').toggle(auth !== 'token');
}
