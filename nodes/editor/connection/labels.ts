import { translate } from '../shared/translate';
import type { ConfigNode } from './config-node';
import { userNameOf } from './user-names';

/** The account's name or, without one, what it is and whose: its user, or else the host of its service. */
export function accountLabel(this: ConfigNode): string {
  const { name, type } = this;
  if (name) return name;
  const account = translate(type, 'node');
  const owner = ownerOf(this);
  return owner === '' ? account : translate('inode-config', 'account.of', { account, owner });
}

function ownerOf(account: ConfigNode): string {
  if (account.auth === 'sample') return translate('inode-config', 'account.sample');
  return userNameOf(account) || hostOf(account.baseUrl);
}

/** An address that is a variable, or that is not one, says as it is where the service is. */
function hostOf(address: string | undefined): string {
  try {
    return new URL(address ?? '').host;
  } catch {
    return address ?? '';
  }
}
