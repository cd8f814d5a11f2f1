import { ACCOUNT_DEFAULTS } from '../../settings';
import type { ConfigNode } from '../connection/config-node';
import { prepareConnection } from '../connection/prepare-connection';
import { chosenAuth } from './auth';

/** Fills the dialog: shows the fields of the chosen type. */
export function prepareAccount(this: ConfigNode): void {
  const { name: _name, auth: _auth, ...advanced } = ACCOUNT_DEFAULTS;
  prepareConnection(this, advanced);
  $('#node-config-input-auth').on('change', showFieldsOfChoice);
}

function showFieldsOfChoice(): void {
  const auth = chosenAuth();
  $('#inode-config-token').toggle(auth !== 'oauth2');
  $('#inode-config-oauth2').toggle(auth !== 'token');
}
