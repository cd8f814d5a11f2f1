import { translate } from '../translate';
import type { AccountNode } from './account-node';

/** What an account is called in lists of configuration nodes. */
export function accountLabel(this: AccountNode): string {
  return this.name || translate('inode-config', 'node');
}
