import type { NodeAPI } from 'node-red';
import { httpClient } from '../../../src/http/client';

/** What is needed of its node. */
interface Account {
  on(event: 'close', listener: () => void): unknown;
}

/** The accounts that will use it. */
const users = new Set<Account>();

/**
 * Has the HTTP client loaded in the pass of the event loop behind the start of the flows, so that
 * neither the start nor the first message waits for it.
 *
 * @param account that will use it
 */
export function loadEarly(RED: Pick<NodeAPI, 'events'>, account: Account): void {
  users.add(account);
  account.on('close', () => {
    users.delete(account);
  });
  // One for all accounts: Node.js warns where there are more than ten.
  RED.events.off('flows:started', onStarted);
  RED.events.once('flows:started', onStarted);
}

function onStarted(): void {
  // What fails here is reported by the first call.
  if (users.size > 0) setImmediate(() => void httpClient().catch(() => undefined));
}
