import { createHash } from 'node:crypto';
import type { HttpRequest } from '../http/message';

/** What identifies a call: what failed for one may work for another. The keys below are of three widths. */
export type Call = Pick<
  HttpRequest<unknown>,
  'method' | 'url' | 'operationKey' | 'headers' | 'body'
>;

/** The resource or operation of a call, whatever its method. */
export function subjectKey({ url, operationKey = '' }: Call): string {
  return `${url.pathname} ${operationKey}`;
}

/** The method and the resource, whatever the query and the variables. */
export function pathKey(call: Call): string {
  return `${call.method} ${subjectKey(call)}`;
}

/** The call itself, with its query, headers and body: its outcome may depend on each of them. */
export function callKey({ method, url, operationKey, headers, body = '' }: Call): string {
  const call = JSON.stringify([method, url.href, operationKey, headers]);
  return createHash('sha256').update(call).update(body).digest('base64');
}
