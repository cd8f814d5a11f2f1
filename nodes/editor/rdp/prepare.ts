import { RDP_DEFAULTS } from '../../settings';
import type { ConfigNode } from '../connection/config-node';
import { prepareConnection } from '../connection/prepare-connection';
import { openPasswordForm } from './password-form';

/** Fills the dialog: the account, and the part that changes the password. */
export function prepareRdp(this: ConfigNode): void {
  const { name: _name, ...advanced } = RDP_DEFAULTS;
  prepareConnection(this, advanced);
  openPasswordForm(this);
}
