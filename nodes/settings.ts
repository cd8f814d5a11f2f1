/**
 * What the nodes save in a flow. These names are a contract with every flow
 * that people have saved: add to them, never rename. The runtime and the edit
 * dialogs take their types and their defaults from here.
 */

/** `inode-config`: one iNode account. */
export interface AccountSettings {
  name: string;
  /** Address of the API; a missing trailing slash is tolerated. */
  baseUrl: string;
  /** `oauth2`: password grant with a client; `token`: the API key of the account's Owner. */
  auth: 'oauth2' | 'token';
  /** OAuth2 scope that the password grant asks for. */
  scope: string;
  /** Seconds that one request may take, from its start to the last byte of the answer. */
  timeout: number | string;
  /** How often a failed request is repeated. */
  retries: number | string;
  /** Id of a core `tls-config` node: own CA, client certificate, server name. */
  tls: string;
  /** Id of a core `http proxy` node; without one the environment's proxy settings hold. */
  proxy: string;
  /** Allow a plain `http` base URL on another machine: credentials then travel unprotected. */
  allowInsecure: boolean;
}

/** Kept by Node-RED in its credential store, never in the flow. */
export interface AccountCredentials {
  username?: string;
  password?: string;
  clientId?: string;
  clientSecret?: string;
  token?: string;
}

/** How a list is sent on: one message, one message per item, or one per page. */
export type ListMode = 'list' | 'items' | 'pages';

/** The typed inputs that a query parameter's value may come from. */
export type QueryValueType = 'str' | 'num' | 'bool' | 'msg' | 'flow' | 'global' | 'env' | 'jsonata';

/** One configured query parameter. */
export interface QueryParameter {
  name: string;
  value: string;
  type: QueryValueType;
}

/** `inode-links` and `inode-devices`. */
export interface ListSettings {
  name: string;
  /** Id of the `inode-config` node. */
  server: string;
  mode: ListMode;
  query: QueryParameter[];
}

export const ACCOUNT_DEFAULTS: Readonly<AccountSettings> = {
  name: '',
  baseUrl: 'https://inode.smatstraffic.com/api/',
  auth: 'token',
  scope: 'sync',
  timeout: 30,
  retries: 3,
  tls: '',
  proxy: '',
  allowInsecure: false,
};

export const LIST_DEFAULTS: Readonly<ListSettings> = {
  name: '',
  server: '',
  mode: 'list',
  query: [],
};
