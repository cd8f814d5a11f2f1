import { readOptionalJson, writeJson } from './body';
import type { Caller, HttpAnswer, HttpRequest, Method } from './message';
import { statusError } from './status';
import { type Query, urlBelow, withQuery } from './url';

/** A call of an endpoint that nobody knows beforehand. */
export interface ApiCall extends Caller {
  readonly method: Method;
  /** Below the base URL. */
  readonly path: string;
  readonly query: Query;
  /** Sent as JSON; nothing is sent for `undefined`. */
  readonly body?: unknown;
  /** Milliseconds that it may take, instead of the account's. */
  readonly timeout?: number | undefined;
}

export interface ApiAnswer {
  readonly status: number;
  /** The JSON of the answer; `undefined` for an empty one. */
  readonly body: unknown;
}

/**
 * The URL of a path, which may have a query itself, with this query behind it.
 * What is in the path stays as it is written: a bare flag there is one.
 *
 * @throws {ServiceError} REQUEST_INVALID when the path leaves the base URL.
 */
export function apiUrl(base: URL, path: string, query: Query): URL {
  const url = urlBelow(base, path);
  if (query.length === 0) return url;
  const queried = withQuery(url, query);
  if (url.search !== '') queried.search = `${url.search}&${queried.search.slice(1)}`;
  return queried;
}

/**
 * The request that a call makes.
 *
 * @throws {ServiceError} REQUEST_INVALID when the path leaves the base URL.
 */
export function apiRequest(
  base: URL,
  { path, query, body, timeout, ...call }: ApiCall,
  defaultTimeout: number,
): HttpRequest<ApiAnswer> {
  return {
    ...call,
    url: apiUrl(base, path, query),
    timeout: timeout ?? defaultTimeout,
    ...(body !== undefined && {
      body: writeJson(body, 'REQUEST_INVALID'),
      headers: { 'Content-Type': 'application/json' },
    }),
    read,
  };
}

async function read(answer: HttpAnswer): Promise<ApiAnswer> {
  const failure = statusError(answer);
  if (failure !== undefined) throw failure;
  return { status: answer.status, body: await readOptionalJson(answer) };
}
