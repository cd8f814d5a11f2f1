import { SAMPLE_QUERY } from '../../simulator/test/innerspace/sample-query';
import type { SeenRequest } from './seen-request';

/** A request that an example makes, and the nodes with it. */
export interface Row {
  readonly sends: SeenRequest;
  /** What the nodes send in another way, on purpose. */
  readonly differs?: { readonly nodes: Partial<SeenRequest>; readonly why: string };
}

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';
const BEARER = 'Bearer <access token>';
const CLIENT = { client_id: '<clientId>', client_secret: '<clientSecret>' };

const INODE_TOKEN = { request: 'POST /api/oauth/token/', contentType: FORM, status: 200 };
const LINKS = { request: 'GET /api/v1/links/?no_pagination', status: 200 };
const DEVICES = { request: 'GET /api/v1/devices/?no_pagination', status: 200 };

/** "OAuth2 Authentication": two rounds, the token refused in between. */
export const INODE_USER = rows(
  {
    ...INODE_TOKEN,
    body: {
      grant_type: 'password',
      username: '<username>',
      password: '<password>',
      scope: 'sync',
      ...CLIENT,
    },
  },
  { ...LINKS, authorization: BEARER },
  { ...DEVICES, authorization: BEARER },
  { ...LINKS, authorization: BEARER, status: 401 },
  {
    ...INODE_TOKEN,
    body: { grant_type: 'refresh_token', refresh_token: '<refresh token>', ...CLIENT },
  },
  { ...LINKS, authorization: BEARER },
  { ...DEVICES, authorization: BEARER },
);

/** "API Key". */
export const INODE_KEY = rows(
  { ...LINKS, authorization: 'Token <token>' },
  { ...DEVICES, authorization: 'Token <token>' },
);

export const OPERATION = 'weekly';
export const QUERY = `query weekly {
  data: building_features(
    where: {
      _and: [
        { building_id: { _eq: 71 } }
        { feature_name: { _eq: "weekly_frequency_dist" } }
        { granularity: { _eq: "P1W" } }
        { date_time_start: { _gte: "2024-01-01T06:00:00.000Z", _lt: "2024-01-08T06:00:00.000Z" } }
      ]
    }
  ) { feature_value date_time_start }
}`;

const INNERSPACE_QUERY = {
  request: 'POST /innerspace/',
  authorization: BEARER,
  contentType: JSON_TYPE,
  accept: JSON_TYPE,
  body: { operationName: OPERATION, variables: {}, query: QUERY },
  status: 200,
};

/** "Backend Services": a token, then two operations. */
export const INNERSPACE: readonly Row[] = [
  {
    sends: {
      request: 'POST /innerspace/api/rest/oauth/token',
      contentType: JSON_TYPE,
      body: CLIENT,
      status: 200,
    },
    differs: {
      nodes: { contentType: FORM },
      why: 'The page says "form URL encoded", and a form it is, but its examples label it as JSON. The nodes do that where a setting says so, or the service refuses the form.',
    },
  },
  ...rows(INNERSPACE_QUERY, INNERSPACE_QUERY),
];

export const INSIGHTS_OPERATION = 'sample_graphql';

const INSIGHTS_QUERY = {
  contentType: JSON_TYPE,
  body: { operationName: INSIGHTS_OPERATION, variables: {}, query: SAMPLE_QUERY },
  status: 200,
};

const NESTED_QUERY = {
  ...INSIGHTS_QUERY,
  request: 'POST /innerspace-current/',
  authorization: BEARER,
  accept: JSON_TYPE,
};

/** v1.5: a token in another object, then two operations. */
export const INNERSPACE_NESTED = rows(
  {
    request: 'POST /innerspace-current/api/rest/oauth/token',
    contentType: JSON_TYPE,
    body: CLIENT,
    status: 200,
  },
  NESTED_QUERY,
  NESTED_QUERY,
);

const SESSION_QUERY = {
  ...INSIGHTS_QUERY,
  request: 'POST /innerspace-current/v2/api',
  session: '<session>',
};

/** v2: a session, then two operations. */
export const INNERSPACE_SESSION = rows(
  {
    request: 'POST /innerspace-current/v2/oauth/token',
    contentType: JSON_TYPE,
    body: { ...CLIENT, audience: 'https://global-config.innerspace.io' },
    status: 200,
  },
  SESSION_QUERY,
  SESSION_QUERY,
);

const RDP_TOKEN = {
  request: 'POST /rdp/auth/oauth2/v1/token',
  authorization: 'Basic <clientId>:',
  contentType: FORM,
  accept: JSON_TYPE,
  status: 200,
};

/** "Getting the token": no token, a good one, one that has ended. */
export const RDP = rows(
  {
    ...RDP_TOKEN,
    body: {
      grant_type: 'password',
      username: '<username>',
      password: '<password>',
      scope: 'trapi',
      takeExclusiveSignOnControl: 'true',
    },
  },
  { ...RDP_TOKEN, body: { grant_type: 'refresh_token', refresh_token: '<refresh token>' } },
);

/** What the page's example sends, by the table. */
export function byExample(table: readonly Row[]): SeenRequest[] {
  return table.map(({ sends }) => sends);
}

/** What the nodes send, by the table. They ask for JSON also where the page does not care. */
export function byNodes(table: readonly Row[]): SeenRequest[] {
  return table.map(({ sends, differs }) => ({ ...sends, accept: JSON_TYPE, ...differs?.nodes }));
}

/** Rows without a difference. */
function rows(...requests: readonly SeenRequest[]): Row[] {
  return requests.map((sends) => ({ sends }));
}
