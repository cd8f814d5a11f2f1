import type { Node, NodeAPI } from 'node-red';
import { httpClient } from '../../../src/http/client';

/** Milliseconds after the start of the flows in which Node-RED has other things to do. */
const BUSY = 1_000;

/**
 * Has the HTTP client loaded when the flows have started and Node-RED has come to rest, so that
 * neither the start nor the first message waits for it.
 *
 * @param account that will use it
 */
export function loadEarly(RED: Pick<NodeAPI, 'events'>, account: Pick<Node, 'on'>): void {
  let timer: NodeJS.Timeout | undefined;
  const onStarted = (): void => {
    // What fails here is reported by the first call.
    timer = setTimeout(() => void httpClient().catch(() => undefined), BUSY).unref();
  };
  RED.events.once('flows:started', onStarted);
  account.on('close', () => {
    RED.events.off('flows:started', onStarted);
    clearTimeout(timer);
  });
}
