import {
  type AccountNodeSettings,
  account,
  type FlowNode,
  links,
  OUT,
  TAB,
} from '../../nodes/support/flow-nodes';

/** What the core `tls-config` node is given, fields and credentials. */
export interface TlsSettings {
  readonly servername?: string;
  readonly verifyservercert?: boolean;
  readonly certType?: 'files' | 'pfx';
  readonly credentials?: Readonly<Record<string, string>>;
}

/** What the core `http proxy` node is given, fields and credentials. */
export interface ProxySettings {
  readonly url: string;
  readonly noproxy?: readonly string[];
  readonly credentials?: { readonly username: string; readonly password: string };
}

/** A flow of one account and one node that reads links. */
export interface Deployment {
  readonly account?: AccountNodeSettings;
  readonly tls?: TlsSettings;
  readonly proxy?: ProxySettings;
}

/** What the editor saves for a `tls-config` node that nobody has filled in. */
const TLS_DEFAULTS = { cert: '', key: '', ca: '', servername: '', verifyservercert: true };

/** The nodes of a flow; the account refers to the configuration nodes that have settings. */
export function flowOf(baseUrl: string, { account: settings, tls, proxy }: Deployment): FlowNode[] {
  const { credentials: _certificates, ...tlsFields } = tls ?? {};
  const { credentials: _user, ...proxyFields } = proxy ?? {};
  const references = { tls: tls ? 'tls' : '', proxy: proxy ? 'proxy' : '' };
  return [
    TAB,
    OUT,
    account({ baseUrl, ...references, ...settings }),
    links(),
    { id: 'tls', type: 'tls-config', ...TLS_DEFAULTS, ...tlsFields },
    { id: 'proxy', type: 'http proxy', ...proxyFields },
  ];
}

/** The credentials of the configuration nodes of a flow, by their ids. */
export function credentialsOf({ tls, proxy }: Deployment): Record<string, Record<string, string>> {
  return { tls: { ...tls?.credentials }, proxy: { ...proxy?.credentials } };
}
