import { createHash } from 'node:crypto';
import type { HttpRequest } from '../http/message';

/** What tells calls apart: what failed for one may work for another. */
export type Call = Pick<
  HttpRequest<unknown>,
  'method' | 'url' | 'operationKey' | 'headers' | 'body'
>;

/** What a call is about, whatever is done to it. */
export function subjectKey({ url, operationKey = '' }: Call): string {
  return `${url.pathname} ${operationKey}`;
}

/** What a call does, whatever its query and its variables are. */
export function pathKey(call: Call): string {
  return `${call.method} ${subjectKey(call)}`;
}

/** The call itself: a query, a header or a body may decide on what becomes of it. */
export function callKey({ method, url, operationKey, headers, body = '' }: Call): string {
  const call = JSON.stringify([method, url.href, operationKey, headers]);
  return createHash('sha256').update(call).update(body).digest('base64');
}
