import { setImmediate as nextPass } from 'node:timers/promises';
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
  for (const message of messages) {
    if (sent > 0 && sent % MESSAGES_PER_PASS === 0) await nextPass();
    send(message);
    sent++;
  }
}

/** Messages that leave in one pass of the event loop, so that nobody has to process more of them at the same time. */
export const MESSAGES_PER_PASS = 16;
