import { randomBytes, randomUUID } from 'node:crypto';
import { asRecord } from '../../src/json-value';
import {
  type PageAnswer,
  type PageRequest,
  type PagesServer,
  startPagesServer,
} from './pages-server';

/** The generations of InnerSpace's API that its pages describe. */
export type PageGeneration = 'v1' | 'v1.5' | 'v2';

/** InnerSpace as the vendor's pages "Authentication", of each generation, describe it. */
export interface InnerspacePages extends PagesServer {
  readonly client: { readonly clientId: string; readonly clientSecret: string };
  /** Tokens and sessions that were issued. */
  readonly issued: readonly string[];
  /** Ends every token and every session. */
  expire(): void;
  /** Has the next query fail with errors whose message is this. */
  fail(message: string): void;
}

const REFUSED: PageAnswer = [401, { error: 'access_denied', error_description: 'Unauthorized' }];

/** Starts a server at whose address these generations are spoken. */
export async function startInnerspacePages(
  ...generations: readonly PageGeneration[]
): Promise<InnerspacePages> {
  const client = {
    clientId: randomBytes(12).toString('hex'),
    clientSecret: randomBytes(24).toString('hex'),
  };
  const issued: string[] = [];
  const valid = new Set<string>();
  let failure: string | undefined;

  const issue = (): string => {
    const token = randomUUID();
    issued.push(token);
    valid.add(token);
    return token;
  };
  const isClient = (fields: Readonly<Record<string, unknown>>): boolean =>
    fields['client_id'] === client.clientId && fields['client_secret'] === client.clientSecret;

  const grant: Record<PageGeneration, (request: PageRequest) => PageAnswer> = {
    // "auth credentials should be sent as form URL encoded", whatever the label says.
    v1: ({ body }) => {
      const fields = Object.fromEntries(new URLSearchParams(body));
      return isClient(fields) ? [200, { access_token: issue() }] : REFUSED;
    },
    // JSON in the Python example, a form in the one for cURL.
    'v1.5': ({ headers, body }) => {
      const isForm = headers['content-type'] === 'application/x-www-form-urlencoded';
      const fields = isForm ? Object.fromEntries(new URLSearchParams(body)) : objectIn(body);
      return isClient(fields) ? [200, { oauth_token: { access_token: issue() } }] : REFUSED;
    },
    v2: ({ headers, body }) => {
      const fields = objectIn(body);
      const isJson = headers['content-type'] === 'application/json';
      if (!isJson || fields['audience'] !== 'https://global-config.innerspace.io') return REFUSED;
      return isClient(fields) ? [200, { session_id: issue() }] : REFUSED;
    },
  };

  const query = (token: unknown, { body }: PageRequest): PageAnswer => {
    if (typeof token !== 'string' || !valid.has(token)) return [401];
    const message = failure;
    failure = undefined;
    if (message !== undefined) {
      return [200, { errors: [{ message, extensions: { path: '$', code: 'unexpected' } }] }];
    }
    const isOperation = typeof objectIn(body)['query'] === 'string';
    return isOperation ? [200, { data: { BUILDING_INSIGHTS: [{ OCCUPANCY_MEAN: 1 }] } }] : [400];
  };

  const speaks = (generation: PageGeneration): boolean => generations.includes(generation);
  const server = await startPagesServer((request) => {
    const { line, headers } = request;
    const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
    if (line === 'POST /v2/oauth/token' && speaks('v2')) return grant.v2(request);
    if (line === 'POST /v2/api' && speaks('v2')) return query(headers['x-session-id'], request);
    if (line === 'POST /api/rest/oauth/token') {
      if (speaks('v1.5')) return grant['v1.5'](request);
      if (speaks('v1')) return grant.v1(request);
    }
    if (line === 'POST /' && (speaks('v1') || speaks('v1.5'))) return query(bearer, request);
    return [404, { message: 'Not Found' }];
  });
  return Object.assign(server, {
    client,
    issued,
    expire: () => valid.clear(),
    fail(message: string) {
      failure = message;
    },
  });
}

function objectIn(body: string): Readonly<Record<string, unknown>> {
  try {
    return asRecord(JSON.parse(body));
  } catch {
    return {};
  }
}
