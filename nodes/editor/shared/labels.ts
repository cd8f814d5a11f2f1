import { translate } from './translate';

/** A node, or its definition: that knows its type as a node does, but has no name. */
interface Labeled {
  type: string;
  name?: string;
}

/** The node's name or, without one, what it is. */
export function label(this: Labeled): string {
  return this.name || translate(this.type, 'node');
}

/** Node-RED's way to show that a label is a name that somebody gave. */
export function labelStyle(this: Labeled): string {
  return this.name ? 'node_label_italic' : '';
}

/** What one message of the output holds. */
export function outputLabel(this: Labeled): string {
  return translate(this.type, 'output');
}

/** What Node-RED calls the account when it reports that none is chosen. */
export function serverLabel(): string {
  return translate('inode-config', 'label.server');
}

/** What Node-RED calls the TLS configuration when it reports that something is wrong with it. */
export function tlsLabel(): string {
  return translate('inode-config', 'label.tls');
}

/** What Node-RED calls the proxy when it reports that something is wrong with it. */
export function proxyLabel(): string {
  return translate('inode-config', 'label.proxy');
}
