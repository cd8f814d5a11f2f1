import type { HttpRequest, RateLimit } from '../http/message';

/** Milliseconds between two requests are a little more than the limit asks for: they arrive unevenly. */
const MARGIN = 1.02;

/** Milliseconds that the service's rate limit delays a request at the most; a request that is too early gets a 429. */
const LONGEST_PAUSE = 60_000;

/** Limits requests to a number per minute, evenly spread; `limit` waits for it. Times are those of `performance.now`. */
export class RateLimiter {
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

  /** Takes the service's rate limit: the requests that remain are spread over the time until its reset. */
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
        this.learn(answer.rateLimit);
        return read(answer);
      },
    };
  }
}
