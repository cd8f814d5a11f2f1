import { LONGEST_TIMER, type Signal } from '../abort';
import { ServiceError } from '../errors';
import type { Send } from '../http/message';
import { because } from '../reasons';
import type { RateLimiter } from './rate-limiter';

/** How many of its time-outs a call waits in the queue at the most. */
const QUEUE_TIMEOUTS = 4;

interface Waiting {
  readonly admit: () => void;
}

/**
 * A queue that admits a limited number of calls at the same time, and no faster than its rate
 * limiter allows. If calls wait, their owners (nodes) alternate, so that one with many calls does
 * not starve the others. `limit` below makes it a layer.
 */
export class FairQueue {
  #inside = 0;
  /** Who waits, by owner; the first owner is the next one. */
  readonly #waiting = new Map<unknown, Waiting[]>();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly places: number,
    private readonly rateLimiter?: RateLimiter,
  ) {}

  /**
   * Resolves, when there is a place, with the function that gives it back.
   *
   * @param owner who calls; without one the call is an owner of its own
   * @param maxWait milliseconds that it may take; with a rate limiter, the next one of
   *   each owner waits longer
   * @throws the signal's reason when it is aborted before
   * @throws {ServiceError} BUSY when there is no place in time
   */
  async enter(
    owner: unknown = Symbol('nobody'),
    signal: Signal,
    maxWait: number,
  ): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#waiting.size === 0 && this.#delay === 0) {
      this.#take();
    } else {
      const place = this.#wait(owner, signal, maxWait);
      this.#admit();
      await place;
    }
    return () => {
      this.#inside--;
      this.#admit();
    };
  }

  /** Milliseconds until the next one may come in, as far as is known. */
  get #delay(): number {
    if (this.#inside >= this.places) return Number.POSITIVE_INFINITY;
    return this.rateLimiter?.wait ?? 0;
  }

  #take(): void {
    this.#inside++;
    this.rateLimiter?.count();
  }

  #wait(owner: unknown, signal: Signal, maxWait: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const queue = this.#waiting.get(owner) ?? [];
      const end = (): void => {
        forget();
        clearTimeout(timer);
      };
      const giveUp = (reason: unknown): void => {
        end();
        queue.splice(queue.indexOf(waiting), 1);
        if (queue.length === 0) this.#waiting.delete(owner);
        if (this.#waiting.size === 0) this.#stopTimer();
        reject(reason);
      };
      const forget = signal.onAbort(() => giveUp(signal.reason));
      const timer = setTimeout(() => {
        // With a rate limiter, each owner is admitted in time. If its next call gave up, the
        // following one would start at the end of the queue each time, and never be admitted.
        if (this.rateLimiter === undefined || queue[0] !== waiting) giveUp(noPlace(maxWait));
      }, maxWait);
      const waiting: Waiting = {
        admit() {
          end();
          resolve();
        },
      };
      queue.push(waiting);
      this.#waiting.set(owner, queue);
    });
  }

  /** Admits who may be now, one owner after the other. */
  #admit(): void {
    for (const [owner, queue] of this.#waiting) {
      const delay = this.#delay;
      if (delay > 0) {
        if (Number.isFinite(delay)) this.#timer ??= setTimeout(this.#onTimer, delay);
        return;
      }
      const next = queue.shift();
      this.#waiting.delete(owner);
      if (queue.length > 0) this.#waiting.set(owner, queue);
      this.#take();
      next?.admit();
    }
  }

  readonly #onTimer = (): void => {
    this.#stopTimer();
    this.#admit();
  };

  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

function noPlace(maxWait: number): ServiceError {
  return new ServiceError('BUSY', { reason: because('noPlace', { seconds: maxWait / 1_000 }) });
}

/**
 * Lets at most `max` calls be in flight, answers included. The others wait for
 * a place, which owners get alternately. The wait is not part of a
 * call's time-out, but no longer than four of them, unless it is the next one of its
 * owner and waits for the rate limiter.
 *
 * @param rateLimiter how many are sent in a minute; as many as come by default
 * @throws {ServiceError} BUSY
 */
export function limit(send: Send, max: number, rateLimiter?: RateLimiter): Send {
  const queue = new FairQueue(max, rateLimiter);
  return async (request) => {
    const leave = await queue.enter(
      request.owner,
      request.signal,
      Math.min(QUEUE_TIMEOUTS * request.timeout, LONGEST_TIMER),
    );
    try {
      request.onPlace?.();
      return await send(rateLimiter?.watch(request) ?? request);
    } finally {
      leave();
    }
  };
}
