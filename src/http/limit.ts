import { FairQueue } from './fair-queue';
import type { Send } from './message';

/**
 * Lets at most `max` calls be in flight, answers included. The others wait for
 * their turn, which goes round between those who call; the wait is not part of
 * a call's time-out.
 */
export function limit(send: Send, max: number): Send {
  const queue = new FairQueue(max);
  return async (request) => {
    const leave = await queue.enter(request.owner, request.signal);
    try {
      return await send(request);
    } finally {
      leave();
    }
  };
}
