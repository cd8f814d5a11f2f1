import type { HttpRequest, RateLimit } from '../http/message';
import { rateLimitOf } from '../http/rate-limit';

/** Milliseconds between two requests are a little more than the limit asks for: they arrive unevenly. */
const MARGIN = 1.02;

/** Milliseconds that what a service says holds up a request at the most; it refuses what comes too early. */
const LONGEST_PAUSE = 60_000;

/** Spreads requests evenly, so many a minute. Times are those of `performance.now`. */
export class Pace {
  readonly #interval: number;
  #lastAt = Number.NEGATIVE_INFINITY;
  #nextAt = Number.NEGATIVE_INFINITY;

  constructor(perMinute: number) {
    this.#interval = (60_000 / perMinute) * MARGIN;
  }

  /** Whole milliseconds until the next request may be sent. */
  get wait(): number {
    return Math.max(0, Math.ceil(this.#nextAt - performance.now()));
  }

  /** A request is sent. */
  count(): void {
    const now = performance.now();
    this.#lastAt = now;
    this.#nextAt = Math.max(now, this.#nextAt) + this.#interval;
  }

  /** What the service says: what is left is spread over the time until there is more. */
  learn({ remaining, reset }: RateLimit = {}): void {
    if (remaining === undefined || reset === undefined) return;
    const pause = Math.min(LONGEST_PAUSE, (reset * 1_000) / Math.max(1, remaining));
    this.#nextAt = Math.max(this.#nextAt, this.#lastAt + pause);
  }

  /** A call whose first request is counted already: its others count, and so does what the service says. */
  watch<T>(request: HttpRequest<T>): HttpRequest<T> {
    const { observer, read } = request;
    let isCounted = true;
    return {
      ...request,
      observer: {
        ...observer,
        onRequest: () => {
          // A call that is repeated with a new token, or redirected, is two requests.
          if (!isCounted) this.count();
          isCounted = false;
          observer?.onRequest?.();
        },
      },
      read: (answer) => {
        this.learn(rateLimitOf(answer.header));
        return read(answer);
      },
    };
  }
}
