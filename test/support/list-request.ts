import type { Simulator } from '../../simulator/index';
import type { HttpRequest } from '../../src/http/message';
import { readOk } from './read-ok';
import { Watcher } from './watcher';

/** A request for all links of a simulator, with its API key and nothing unusual but the changes. */
export function listRequest(
  { baseUrl, account }: Simulator,
  { signal, observer }: Watcher = new Watcher(),
  changes: Partial<HttpRequest<unknown>> = {},
): HttpRequest<unknown> {
  return {
    method: 'GET',
    url: new URL('v1/links/?no_pagination', baseUrl),
    headers: { Authorization: `Token ${account.token}` },
    timeout: 30_000,
    read: readOk,
    signal,
    observer,
    ...changes,
  };
}
