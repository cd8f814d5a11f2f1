/**
 * What the nodes save in a flow. These names are a contract with every flow
 * that people have saved: add to them, never rename. The runtime and the edit
 * dialogs take their types and their defaults from here.
 */

/** What every configuration node saves about the way to its service. */
export interface ConnectionSettings {
  name: string;
  /** Address of the API; a missing trailing slash is tolerated. */
  baseUrl: string;
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

export const CONNECTION_DEFAULTS = {
  name: '',
  timeout: 30,
  retries: 3,
  tls: '',
  proxy: '',
  allowInsecure: false,
};

/** `inode-config`: one iNode account. */
export interface AccountSettings extends ConnectionSettings {
  /** `oauth2`: password grant with a client; `token`: the API key of the account's Owner. */
  auth: 'oauth2' | 'token';
  /** OAuth2 scope that the password grant asks for. */
  scope: string;
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
  ...CONNECTION_DEFAULTS,
  baseUrl: 'https://inode.smatstraffic.com/api/',
  auth: 'token',
  scope: 'sync',
};

export const LIST_DEFAULTS: Readonly<ListSettings> = {
  name: '',
  server: '',
  mode: 'list',
  query: [],
};

/** `innerspace-config`: one InnerSpace client. */
export interface InnerspaceSettings extends ConnectionSettings {
  /** How the form of a token request is labelled; the other way is tried once when it is refused. */
  contentType: 'form' | 'json';
}

export interface InnerspaceCredentials {
  clientId?: string;
  clientSecret?: string;
}

export const INNERSPACE_DEFAULTS: Readonly<InnerspaceSettings> = {
  ...CONNECTION_DEFAULTS,
  baseUrl: 'https://metrics-api.innrspc.com',
  contentType: 'form',
};

/** `innerspace-query`: one GraphQL operation. */
export interface GraphqlSettings {
  name: string;
  /** Id of the `innerspace-config` node. */
  server: string;
  /** The GraphQL document. */
  query: string;
  variables: string;
  variablesType: 'json' | 'msg' | 'jsonata';
  /** Which operation of the document is run; may be empty where there is one. */
  operationName: string;
  /** Path of the list under `data` that becomes the payload; empty: all of `data`. */
  path: string;
  /** Send data that comes together with errors. */
  partial: boolean;
}

export const GRAPHQL_DEFAULTS: Readonly<GraphqlSettings> = {
  name: '',
  server: '',
  query: '',
  variables: '{}',
  variablesType: 'json',
  operationName: '',
  path: '',
  partial: false,
};

/** `rdp-config`: one user of the Refinitiv Data Platform. */
export interface RdpSettings extends ConnectionSettings {
  tokenUrl: string;
  scope: string;
  /** Sign out the user's other sessions instead of being refused. */
  takeExclusiveSignOnControl: boolean;
}

export interface RdpCredentials {
  username?: string;
  password?: string;
  clientId?: string;
  /** May be empty. */
  clientSecret?: string;
}

export const RDP_DEFAULTS: Readonly<RdpSettings> = {
  ...CONNECTION_DEFAULTS,
  baseUrl: 'https://api.refinitiv.com/',
  tokenUrl: 'https://api.refinitiv.com/auth/oauth2/v1/token',
  scope: 'trapi',
  takeExclusiveSignOnControl: true,
};

export type RequestMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** `rdp-request`: one request under the base URL. */
export interface RequestSettings {
  name: string;
  /** Id of the `rdp-config` node. */
  server: string;
  method: RequestMethod;
  /** Relative to the base URL. */
  path: string;
  query: QueryParameter[];
  /** What is sent as JSON with methods other than GET. */
  body: string;
  bodyType: 'msg' | 'json' | 'jsonata' | 'str';
}

export const REQUEST_DEFAULTS: Readonly<RequestSettings> = {
  name: '',
  server: '',
  method: 'GET',
  path: '',
  query: [],
  body: 'payload',
  bodyType: 'msg',
};
