import { setImmediate as nextPass } from 'node:timers/promises';
import { SLICE } from '../../src/event-loop/time-slice';
import type { SendMessage } from './handle-input';

/**
 * Sends messages one after the other, each made when it is due, without
 * holding up the event loop.
 *
 * @throws where the node closes in between
 */
export async function sendEach(
  messages: Iterable<Parameters<SendMessage>[0]>,
  send: SendMessage,
): Promise<void> {
  let sent = 0;
  let end = performance.now() + SLICE;
  for (const message of messages) {
    send(message);
    sent++;
    // A message may bring what takes long to copy.
    if (sent < MESSAGES_PER_PASS && performance.now() < end) continue;
    await nextPass();
    sent = 0;
    end = performance.now() + SLICE;
  }
}

/** Messages that leave in one pass of the event loop, so that nobody has to process more of them at the same time. */
export const MESSAGES_PER_PASS = 16;
