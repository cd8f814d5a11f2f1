import type { Send } from './message';

interface Waiting {
  readonly admit: () => void;
}

/**
 * Lets a number of people in at a time. Whoever leaves makes place for the next
 * owner in turn, so that one with many requests does not keep the others out.
 */
export class FairQueue {
  #inside = 0;
  /** Who waits, by owner; the first owner is the next one. */
  readonly #waiting = new Map<unknown, Waiting[]>();

  constructor(private readonly places: number) {}

  /**
   * Resolves, when there is a place, with the function that gives it back.
   *
   * @param owner whose turn it takes; without one it has a turn of its own
   * @throws the signal's reason when it is aborted before
   */
  async enter(owner: unknown = Symbol('nobody'), signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#inside < this.places) this.#inside++;
    else await this.#wait(owner, signal);
    return () => this.#leave();
  }

  #wait(owner: unknown, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const queue = this.#waiting.get(owner) ?? [];
      const onAbort = (): void => {
        queue.splice(queue.indexOf(waiting), 1);
        if (queue.length === 0) this.#waiting.delete(owner);
        reject(signal.reason);
      };
      const waiting: Waiting = {
        admit() {
          signal.removeEventListener('abort', onAbort);
          resolve();
        },
      };
      queue.push(waiting);
      this.#waiting.set(owner, queue);
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }

  /** Hands the place to the next one, or takes it back. */
  #leave(): void {
    for (const [owner, queue] of this.#waiting) {
      const next = queue.shift();
      this.#waiting.delete(owner);
      if (queue.length > 0) this.#waiting.set(owner, queue);
      next?.admit();
      return;
    }
    this.#inside--;
  }
}

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
