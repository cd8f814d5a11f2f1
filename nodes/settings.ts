/**
 * What the nodes save in a flow. These names are a contract with every flow
 * that people have saved: add to them, never rename. The runtime and the edit
 * dialogs take their types and their defaults from here.
 */

/** A saved value that Node-RED takes for an environment variable; the second form is the older one. */
const REFERENCE = /^\$(?:\{(\S+)\}|\((\S+)\))$/;

/** The name of the environment variable that a saved value refers to, if it refers to one. */
export function referencedVariable(value: unknown): string | undefined {
  const match = typeof value === 'string' ? REFERENCE.exec(value) : null;
  return match?.[1] ?? match?.[2];
}

/** Whether a saved value refers to an environment variable. */
export function isReference(value: unknown): boolean {
  return referencedVariable(value) !== undefined;
}

/** Seconds that a timer can hold at the most. */
export const LONGEST_TIMEOUT = 2_147_483;

/** What every configuration node saves about the way to its service. */
export interface ConnectionSettings {
  name: string;
  /** Address of the API; a missing trailing slash is tolerated. */
  baseUrl: string;
  /** Seconds that one request may take, from its start to the last byte of the answer. */
  timeout: number | string;
  /** How often a failed request is repeated. */
  retries: number | string;
  /** Requests in flight at the most; the others wait. */
  concurrency: number | string;
  /** Megabytes of memory that the answers to one message may take; empty: a part of the heap. */
  maxMegabytes: number | string;
  /** Requests a minute at the most, spread evenly; empty for no limit. */
  requestsPerMinute: number | string;
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
  concurrency: 4,
  maxMegabytes: '',
  requestsPerMinute: '',
  tls: '',
  proxy: '',
  allowInsecure: false,
};

export const AUTHS = ['token', 'oauth2', 'sample'] as const;

/** `inode-config`: one iNode account. */
export interface AccountSettings extends ConnectionSettings {
  /**
   * `oauth2`: password grant with a client; `token`: the API key of the account's Owner;
   * `sample`: made-up data, without a service.
   */
  auth: (typeof AUTHS)[number];
  /** OAuth2 scope that the password grant asks for. */
  scope: string;
  /** Ask for the next page of a list at the base URL, though the service names another host for it. */
  ignoreNextHost: boolean;
}

/** What the editor shows in place of a secret that never leaves the runtime. */
export const SECRET_PLACEHOLDER = '__PWRD__';

/** Kept by Node-RED in its credential store, never in the flow. */
export interface AccountCredentials {
  username?: string;
  password?: string;
  clientId?: string;
  clientSecret?: string;
  token?: string;
}

export const LIST_MODES = ['list', 'items', 'pages'] as const;

/** How a list is sent on: one message, one message per item, or one per page. */
export type ListMode = (typeof LIST_MODES)[number];

/** The typed inputs that a query parameter's value may come from. */
export type QueryValueType = 'str' | 'num' | 'bool' | 'msg' | 'flow' | 'global' | 'env' | 'jsonata';

/** One configured query parameter. */
export interface QueryParameter {
  name: string;
  value: string;
  type: QueryValueType;
}

export const OVERLAPS = ['wait', 'skip'] as const;

/** What nodes save that wait for a service. */
export interface OverlapSettings {
  /** Whether a message that comes while one before it is in progress waits, or ends immediately. */
  overlap: (typeof OVERLAPS)[number];
}

/** What is asked for of a list after its first time. */
export interface SinceSettings {
  /** Property expression of the value by which new items are found, such as `updated_at`; empty for all items. */
  field: string;
  /** The query parameter that takes its greatest value so far. */
  parameter: string;
  /** How far back late items are looked for: seconds of a time, or how many of a number. */
  overlap: number | string;
  /** Name of a context store; empty for Node-RED's default. */
  store: string;
}

export const SINCE_DEFAULTS: Readonly<SinceSettings> = {
  field: '',
  parameter: '',
  overlap: '',
  store: '',
};

/** `inode-links` and `inode-devices`. */
export interface ListSettings extends OverlapSettings {
  name: string;
  /** Id of the `inode-config` node. */
  server: string;
  mode: ListMode;
  query: QueryParameter[];
  /** Property expression of what identifies an item; empty: `id`, where all have one. */
  key: string;
  since: Partial<SinceSettings>;
}

export const ACCOUNT_DEFAULTS: Readonly<AccountSettings> = {
  ...CONNECTION_DEFAULTS,
  baseUrl: 'https://inode.smatstraffic.com/api/',
  auth: 'token',
  scope: 'sync',
  ignoreNextHost: false,
};

export const LIST_DEFAULTS: Readonly<ListSettings> = {
  name: '',
  server: '',
  mode: 'list',
  query: [],
  overlap: 'wait',
  key: '',
  since: SINCE_DEFAULTS,
};

export const CONTENT_TYPES = ['form', 'json'] as const;

/** Generations of the InnerSpace API, newest first. */
export const GENERATIONS = ['v2', 'v1.5', 'v1'] as const;

/** `innerspace-config`: one InnerSpace client. */
export interface InnerspaceSettings extends ConnectionSettings {
  /** Flows from before there was a choice have none: they are v1. */
  generation: (typeof GENERATIONS)[number];
  /** v2: the API that a session is for. */
  audience: string;
  /** v1: the content type of a token request; if the service refuses it, the other is tried once. */
  contentType: (typeof CONTENT_TYPES)[number];
}

/** Where each generation of the InnerSpace API is. */
export const INNERSPACE_URLS: Readonly<Record<InnerspaceSettings['generation'], string>> = {
  v2: 'https://api.innerspace.io',
  'v1.5': 'https://api.innerspace.io',
  v1: 'https://metrics-api.innrspc.com',
};

export interface InnerspaceCredentials {
  clientId?: string;
  clientSecret?: string;
}

export const INNERSPACE_DEFAULTS: Readonly<InnerspaceSettings> = {
  ...CONNECTION_DEFAULTS,
  generation: 'v2',
  baseUrl: INNERSPACE_URLS.v2,
  audience: 'https://global-config.innerspace.io',
  contentType: 'form',
};

/** What holds for flows from before there were generations. */
export const INNERSPACE_BEFORE: Readonly<Pick<InnerspaceSettings, 'generation' | 'baseUrl'>> = {
  generation: 'v1',
  baseUrl: INNERSPACE_URLS.v1,
};

/** `innerspace-query`: one GraphQL operation. */
export interface GraphqlSettings extends OverlapSettings {
  name: string;
  /** Id of the `innerspace-config` node. */
  server: string;
  /** The GraphQL document. */
  query: string;
  /** What the type makes variables of; in flows that were written by hand also the object itself. */
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
  overlap: 'wait',
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

export const REQUEST_METHODS = [
  'GET',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'HEAD',
  'OPTIONS',
] as const;

export type RequestMethod = (typeof REQUEST_METHODS)[number];

/** One configured request header; its value may come from the same typed inputs. */
export type RequestHeader = QueryParameter;

export const ANSWERS = ['auto', 'json', 'text', 'buffer'] as const;

/** What an answer is read as: what its Content-Type says, or always the same. */
export type AnswerKind = (typeof ANSWERS)[number];

/** `rdp-request`: one request under the base URL. */
export interface RequestSettings extends OverlapSettings {
  name: string;
  /** Id of the configuration node. */
  server: string;
  method: RequestMethod;
  /** Relative to the base URL. */
  path: string;
  query: QueryParameter[];
  /** What is sent in addition to the account's own headers; a name in any case. */
  headers: RequestHeader[];
  /** What is sent with methods that have a body: as JSON, or as a Content-Type of one's own says. */
  body: string;
  bodyType: 'msg' | 'json' | 'jsonata' | 'str';
  answer: AnswerKind;
  /** Whether a POST may be repeated, because it does no harm to do it twice. */
  repeat: boolean;
}

export const REQUEST_DEFAULTS: Readonly<RequestSettings> = {
  name: '',
  server: '',
  method: 'GET',
  path: '',
  query: [],
  headers: [],
  body: 'payload',
  bodyType: 'msg',
  answer: 'auto',
  repeat: false,
  overlap: 'wait',
};

/** What holds for requests from before there was a choice: every answer is JSON. */
export const REQUEST_BEFORE: Readonly<Pick<RequestSettings, 'answer'>> = { answer: 'json' };

export const ANSWER_MODES = ['answer', ...LIST_MODES, 'state'] as const;

export const PAGINGS = ['next', 'link', 'page', 'offset', 'cursor'] as const;

/** How the pages of a list follow each other. */
export interface PagingSettings {
  /** By an address in the answer or in the Link header, or by a parameter of the request. */
  paging: (typeof PAGINGS)[number];
  /** The parameter that takes the number of the page, the offset or the cursor; empty: `page`, `offset`, `cursor`. */
  pagingParameter: string;
  /** Where the address of the next page (empty: `next`) or the cursor is (empty: where it usually is for the parameter); `[-1].id` is in the last item. */
  pagingPath: string;
  /** Items on a page; may be empty. */
  pageSize: number | string;
  /** The parameter that takes the page size, unless the request has it already; empty: the usual one beside that of the page. */
  pageSizeParameter: string;
  /** Where the items are in the answer; empty: `results`, or a bare array. */
  itemsPath: string;
}

export const PAGING_DEFAULTS: Readonly<PagingSettings> = {
  paging: 'next',
  pagingParameter: '',
  pagingPath: '',
  pageSize: '',
  pageSizeParameter: '',
  itemsPath: '',
};

/** `inode-request`: one request under the base URL, whose answer may be a list. */
export interface InodeRequestSettings extends RequestSettings, PagingSettings {
  /** Send the answer as it is, or as a list that is read to the end of its last page; or the account's state, without a request. */
  mode: (typeof ANSWER_MODES)[number];
  /** As that of `ListSettings`, where the answer is a list. */
  key: string;
  since: Partial<SinceSettings>;
}

export const INODE_REQUEST_DEFAULTS: Readonly<InodeRequestSettings> = {
  ...REQUEST_DEFAULTS,
  mode: 'answer',
  key: '',
  ...PAGING_DEFAULTS,
  since: SINCE_DEFAULTS,
};

/** A field of an item that `inode-changes` watches or ignores. */
export interface WatchedField {
  /** A property expression, such as `location.name`. */
  path: string;
  /** How far a number must move to count, in its own unit; empty for any change. */
  threshold: number | string;
}

export const WATCHES = ['all', 'only', 'except'] as const;
export const FIRSTS = ['silent', 'added'] as const;
/** What is done with a list that has items without a key, or several with the same one. */
export const UNKEYED = ['refuse', 'skip'] as const;
export const CHANGES_MODES = ['list', 'items'] as const;

/** `inode-changes`: what is new since the last list. */
export interface ChangesSettings {
  name: string;
  /** Property expression of what identifies an item; several, separated by commas, do so together. */
  key: string;
  /** Whether a list that has items without a key, or several with the same one, is refused, or such items are left out. */
  unkeyed: (typeof UNKEYED)[number];
  /** Compare everything, only the fields, or everything except the fields. */
  watch: (typeof WATCHES)[number];
  /** Thresholds hold where only the fields are compared. */
  fields: WatchedField[];
  /** How many lists in a row must differ from what was reported last. */
  polls: number | string;
  /** Whether all items of the first list are reported as added. */
  first: (typeof FIRSTS)[number];
  /** One message for each kind of change, or one for each item. */
  mode: (typeof CHANGES_MODES)[number];
  /** Name of a context store; empty for Node-RED's default. */
  store: string;
  /** How many topics are remembered. */
  topics: number | string;
  /** For how many days a topic is remembered that is not in use. */
  days: number | string;
}

export const CHANGES_DEFAULTS: Readonly<ChangesSettings> = {
  name: '',
  key: 'id',
  unkeyed: 'refuse',
  watch: 'all',
  fields: [],
  polls: 1,
  first: 'silent',
  mode: 'list',
  store: '',
  topics: 1000,
  days: 30,
};

/** As the core switch node names them. */
export const COLOR_OPERATORS = ['eq', 'lt', 'lte', 'gt', 'gte', 'else'] as const;

/** A color on the map, for values of which a comparison is true. */
export interface ColorRule {
  operator: (typeof COLOR_OPERATORS)[number];
  value: string;
  /** A name or `#rrggbb`. */
  color: string;
}

export const MAP_OUTPUTS = ['geojson', 'worldmap'] as const;
export const LOCATIONS = ['auto', 'geometry', 'point', 'wkt', 'polyline'] as const;

/** Decimal places of the coordinates in polylines. */
export const PRECISIONS = ['5', '6'] as const;

/** What latitude 0 and longitude 0 are. */
export const ZEROS = ['unknown', 'place'] as const;

/**
 * `inode-geojson`: where the items of a list are. Where a path may be empty, the
 * usual names are tried. All paths are property expressions, such as
 * `location.lat`.
 */
export interface GeojsonSettings {
  name: string;
  /** One FeatureCollection, or a message for each item as node-red-contrib-web-worldmap takes it. */
  output: (typeof MAP_OUTPUTS)[number];
  /** How the items say where they are. */
  location: (typeof LOCATIONS)[number];
  geometry: string;
  latitude: string;
  longitude: string;
  wkt: string;
  polyline: string;
  /** One of `PRECISIONS`. */
  precision: number | string;
  /** Path of where a line begins: a place, or the id of a device in `msg.devices`. */
  origin: string;
  destination: string;
  /** Path of the id in a device. */
  deviceKey: string;
  /** Many services write latitude 0 and longitude 0 where they do not know. */
  zero: (typeof ZEROS)[number];
  /** Path of the id in an item. */
  key: string;
  /** Path of the name on the map. */
  mapName: string;
  /** Layer of the map. */
  layer: string;
  /** Icon of points, as Font Awesome names it; `icon` is Node-RED's own. */
  marker: string;
  /** Path of the value that the color depends on. */
  colorBy: string;
  /** The first rule that is true decides. */
  colors: ColorRule[];
}

export const GEOJSON_DEFAULTS: Readonly<GeojsonSettings> = {
  name: '',
  output: 'geojson',
  location: 'auto',
  geometry: '',
  latitude: '',
  longitude: '',
  wkt: '',
  polyline: '',
  precision: 5,
  origin: '',
  destination: '',
  deviceKey: 'id',
  zero: 'unknown',
  key: 'id',
  mapName: 'name',
  layer: 'iNode',
  marker: '',
  colorBy: '',
  colors: [],
};

/**
 * `inode-quality`: which items of a list are fit for use. An empty setting is off; numbers may
 * be saved as texts, and `good` and `required` as one text with commas.
 */
export interface QualitySettings {
  name: string;
  /** Property expression of what identifies an item. */
  key: string;
  /** Path of the time of the measurement. */
  time: string;
  /** Seconds that it may be old. */
  maxAge: number | string;
  /** IANA zone of times that name none, and of the hours and days that are counted. */
  zone: string;
  /** Lists in a row in which the value, or the time, may not be the same. */
  unchangedFor: number | string;
  /** Minutes for which they may not be the same. */
  unchangedMinutes: number | string;
  /** Path of how many samples the value is made of. */
  samples: string;
  minSamples: number | string;
  /** Path of the value. */
  value: string;
  min: number | string;
  max: number | string;
  /** How far the value may move from one list to the next. */
  maxStep: number | string;
  /** Path of the status. */
  status: string;
  /** What the status may be. */
  good: string[] | string;
  /** Paths of what an item must have. */
  required: string[] | string;
  /** Minutes without a list after which the alarm is raised. */
  silence: number | string;
  /** Name of a context store; empty for Node-RED's default. */
  store: string;
}

export const QUALITY_DEFAULTS: Readonly<QualitySettings> = {
  name: '',
  key: 'id',
  time: '',
  maxAge: '',
  zone: '',
  unchangedFor: '',
  unchangedMinutes: '',
  samples: '',
  minSamples: '',
  value: '',
  min: '',
  max: '',
  maxStep: '',
  status: '',
  good: [],
  required: [],
  silence: '',
  store: '',
};

/** The texts of a list, however it was saved. */
export function textsIn(saved: unknown): string[] {
  const list: unknown[] = typeof saved === 'string' ? saved.split(',') : [saved ?? []].flat();
  return list.map((each) => String(each).trim()).filter((each) => each !== '');
}
