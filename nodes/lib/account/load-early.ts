import type { Node, NodeAPI } from 'node-red';
import { httpClient } from '../../../src/http/client';

/**
 * Has the HTTP client loaded in the pass of the event loop behind the start of the flows, so that
 * neither the start nor the first message waits for it.
 *
 * @param account that will use it
 */
export function loadEarly(RED: Pick<NodeAPI, 'events'>, account: Pick<Node, 'on'>): void {
  const onStarted = (): void => {
    // What fails here is reported by the first call.
    setImmediate(() => void httpClient().catch(() => undefined));
  };
  RED.events.once('flows:started', onStarted);
  account.on('close', () => {
    RED.events.off('flows:started', onStarted);
  });
}
