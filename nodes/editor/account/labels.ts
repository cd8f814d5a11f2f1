import { translate } from '../translate';
import type { AccountNode } from './account-node';

/** What an account is called in lists of configuration nodes. */
export function accountLabel(this: AccountNode): string {
  return this.name || translate('inode-config', 'node');
}

/** What Node-RED calls the TLS configuration when it reports that something is wrong with it. */
export function tlsLabel(): string {
  return translate('inode-config', 'label.tls');
}

/** What Node-RED calls the proxy when it reports that something is wrong with it. */
export function proxyLabel(): string {
  return translate('inode-config', 'label.proxy');
}
