import { createHash } from 'node:crypto';
import { listAnswer } from '../../src/sample/list-answer';
import { type Answer, htmlAnswer, jsonAnswer } from '../answer';
import type { RecordedRequest } from '../request-log';
import type { TokenStore } from '../tokens';
import type { SimulatorAccount } from './options';
import { authenticate, browsablePage, negotiate } from './rest-framework';

/** What a list endpoint needs of its simulator. */
export interface ListEndpointContext {
  readonly account: SimulatorAccount;
  readonly tokens: TokenStore;
  readonly pageSize: number;
  /** Whether answers have an ETag. */
  readonly validators: boolean;
}

interface Result {
  readonly status: number;
  readonly data: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * `GET v1/links/` and `GET v1/devices/` as Django REST Framework answers
 * them. Its order holds: the representation is chosen first, then comes
 * authentication, and only then the method.
 *
 * @param read Reads the complete list as it is now.
 */
export function answerListRequest(
  request: RecordedRequest,
  read: () => readonly object[],
  context: ListEndpointContext,
): Answer {
  const representation = negotiate(request.headers.accept);
  const {
    status,
    data,
    headers = {},
  } = representation
    ? resultOf(request, read, context)
    : { status: 406, data: { detail: 'Could not satisfy the request Accept header.' } };
  const allHeaders = { vary: 'Accept', allow: 'GET, HEAD', ...headers };
  const answer =
    representation === 'html'
      ? htmlAnswer(status, browsablePage(request.path, status, data), allHeaders)
      : jsonAnswer(status, data, allHeaders);
  return context.validators ? conditional(answer, request) : answer;
}

function resultOf(
  request: RecordedRequest,
  read: () => readonly object[],
  { account, tokens, pageSize }: ListEndpointContext,
): Result {
  const refusal = authenticate(request.headers.authorization, account, tokens);
  if (refusal) {
    const { detail, challenge } = refusal;
    return { status: 401, data: { detail }, headers: { 'www-authenticate': challenge } };
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return { status: 405, data: { detail: `Method "${request.method}" not allowed.` } };
  }
  const url = new URL(`http://${request.headers.host}${request.path}?${request.search}`);
  const data = listAnswer(filterItems(read(), url.searchParams), url, pageSize);
  return data ? { status: 200, data } : { status: 404, data: { detail: 'Invalid page.' } };
}

const RESERVED = new Set(['page', 'page_size', 'no_pagination']);

/**
 * Keeps the items that equal every query parameter named after one of their
 * fields, compared as text; other parameters are ignored. How the real
 * service filters is not documented: this makes a parameter's effect visible.
 */
function filterItems(items: readonly object[], query: URLSearchParams): readonly object[] {
  const conditions = [...query].filter(([name]) => !RESERVED.has(name));
  return items.filter((item) => {
    const fields: Readonly<Record<string, unknown>> = { ...item };
    return conditions.every(
      ([name, value]) => !Object.hasOwn(fields, name) || String(fields[name]) === value,
    );
  });
}

/** What Django's ConditionalGetMiddleware makes of an answer: a tag, and 304 for who has it already. */
function conditional(answer: Answer, { headers }: RecordedRequest): Answer {
  if (answer.status !== 200) return answer;
  const etag = `"${createHash('md5').update(answer.body).digest('hex')}"`;
  const isKnown = headers['if-none-match'] === etag;
  return {
    status: isKnown ? 304 : 200,
    headers: { ...answer.headers, etag },
    body: isKnown ? Buffer.alloc(0) : answer.body,
  };
}
