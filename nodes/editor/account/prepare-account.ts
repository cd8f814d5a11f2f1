import { ACCOUNT_DEFAULTS } from '../../settings';
import type { AccountNode } from './account-node';
import { beginEditing, chosenAuth } from './edited-account';
import { showProtection } from './show-protection';

const ADVANCED = [
  'baseUrl',
  'allowInsecure',
  'scope',
  'timeout',
  'retries',
  'tls',
  'proxy',
] as const;

/** Fills the dialog: shows the fields of the chosen type, unfolds advanced settings in use. */
export function prepareAccount(this: AccountNode): void {
  beginEditing(this.id);
  $('#node-config-input-auth').on('change', showFieldsOfChoice);
  $('#node-config-input-baseUrl').on('input change', showProtection);
  // An account that was saved by an older version lacks the newer settings.
  const advancedInUse = ADVANCED.some((key) => {
    const saved: unknown = this[key] ?? ACCOUNT_DEFAULTS[key];
    return String(saved) !== String(ACCOUNT_DEFAULTS[key]);
  });
  $('#inode-config-advanced').prop('open', advancedInUse);
}

function showFieldsOfChoice(): void {
  const auth = chosenAuth();
  $('#inode-config-token').toggle(auth !== 'oauth2');
  $('#inode-config-oauth2').toggle(auth !== 'token');
}
