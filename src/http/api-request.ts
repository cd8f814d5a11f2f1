import { answerHeaders } from './answer-headers';
import { ACCEPTED, type AnswerChoice, type AnswerKind, kindOf } from './answer-kind';
import { readBytes, readJsonLines, readOptionalJson, readText } from './body';
import type { Caller, HttpAnswer, HttpRequest, Method } from './message';
import { writeBody } from './request-body';
import {
  type HeaderList,
  isConditional,
  mayRepeat,
  type RequestHeaders,
  requestHeaders,
} from './request-headers';
import { isSafe } from './safe-methods';
import { PARTS, statusError } from './status';
import { addQuery, type Query, urlBelow } from './url';

/** A call of any endpoint, as callers describe it. */
export interface ApiCall extends Caller {
  readonly method: Method;
  /** Below the base URL. */
  readonly path: string;
  readonly query: Query;
  /** In addition to those of the account. */
  readonly headers?: HeaderList | undefined;
  /** As `writeBody` takes it; nothing is sent for `undefined`, or with a method that changes nothing. */
  readonly body?: unknown;
  /** What the answer is read as; JSON by default. */
  readonly answer?: AnswerChoice | undefined;
  /** Whether a POST may be repeated: it does no harm to do it twice. */
  readonly repeat?: boolean | undefined;
  /** Milliseconds that it may take, instead of the account's. */
  readonly timeout?: number | undefined;
}

export interface ApiAnswer {
  readonly status: number;
  /** By their names in lower case, without cookies and secrets. */
  readonly headers: Record<string, string>;
  /** What the answer holds; `undefined` for one that should be JSON and is empty. */
  readonly body: unknown;
}

/**
 * The URL of a path, which may have a query itself, with this query behind it.
 * What is in the path stays as it is written: a bare flag there is one.
 *
 * @throws {ServiceError} REQUEST_INVALID when the path leaves the base URL.
 */
export function apiUrl(base: URL, path: string, query: Query): URL {
  return addQuery(urlBelow(base, path), query);
}

/**
 * The headers of a call of the account, and those that are added to it.
 *
 * @throws {ServiceError} REQUEST_INVALID
 */
export function apiHeaders(
  answer: AnswerChoice = 'json',
  headers: HeaderList = [],
): RequestHeaders {
  const added = requestHeaders(headers);
  // Who asks for JSON alone shares its answer with those who ask for nothing else anyway.
  return answer === 'json' ? added : { Accept: ACCEPTED[answer], ...added };
}

/**
 * The request that a call makes.
 *
 * @throws {ServiceError} REQUEST_INVALID when the path leaves the base URL, or when a header or the
 *   body cannot be sent.
 */
export function apiRequest(
  base: URL,
  { path, query, headers: added, body, answer = 'json', repeat = false, timeout, ...call }: ApiCall,
  defaultTimeout: number,
): HttpRequest<ApiAnswer> {
  const { method } = call;
  const headers = apiHeaders(answer, added);
  const content = isSafe(method) ? undefined : writeBody(body, headers['Content-Type']);
  return {
    ...call,
    url: apiUrl(base, path, query),
    timeout: timeout ?? defaultTimeout,
    headers: { ...headers, ...(content && { 'Content-Type': content.type }) },
    body: content?.body,
    repeatable: mayRepeat(method, headers, repeat),
    ...(!mayRepeat(method, headers, false) && { isShared: false }),
    read: (head) => read(head, answer, headers),
  };
}

/** How all of a body is read. */
const READERS: Readonly<Record<AnswerKind, (answer: HttpAnswer) => Promise<unknown>>> = {
  json: (answer) => readOptionalJson(answer),
  jsonLines: readJsonLines,
  text: readText,
  csv: readText,
  buffer: readBytes,
};

async function read(
  answer: HttpAnswer,
  choice: AnswerChoice,
  sent: RequestHeaders,
): Promise<ApiAnswer> {
  const { status } = answer;
  const failure = isAskedFor(status, sent) ? undefined : statusError(answer);
  if (failure !== undefined) throw failure;
  const body = await READERS[kindOf(answer, choice)](answer);
  return { status, headers: answerHeaders(answer), body };
}

/** Who asks on a condition has the answer already, and who asks for a range wants a part. */
function isAskedFor(status: number, sent: RequestHeaders): boolean {
  const wish = PARTS.get(status);
  if (wish !== undefined) return sent[wish] !== undefined;
  return status === 304 && isConditional(sent);
}
