import { listAnswer } from '../../src/sample/list-answer';
import { type Answer, htmlAnswer, jsonAnswer } from '../answer';
import type { RecordedRequest } from '../request-log';
import type { TokenStore } from '../tokens';
import type { SimulatorAccount } from './account';
import { authenticate } from './authentication';
import { browsablePage } from './browsable-page';
import { filterItems } from './filtering';
import { negotiate } from './negotiation';

/** What a list endpoint needs of its simulator. */
export interface ListEndpointContext {
  readonly account: SimulatorAccount;
  readonly tokens: TokenStore;
  readonly pageSize: number;
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
 * @param read Reads the whole list as it is now.
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
  return representation === 'html'
    ? htmlAnswer(status, browsablePage(request.path, status, data), allHeaders)
    : jsonAnswer(status, data, allHeaders);
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
