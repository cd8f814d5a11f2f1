import { ServiceError } from '../errors';
import type { RateLimit, Send } from '../http/message';
import { LatestMap } from './latest-map';

/** Milliseconds. */
const MINUTE = 60_000;

/** Minutes for which requests are counted. */
const COUNTED = 60;

/** Calls that are remembered: those that were made last. */
const MAX_CALLS = 20;

/** Characters of a path that are shown. */
const LONGEST_PATH = 120;

/** How calls of one kind went last. Times are milliseconds since the epoch. */
export interface CallOutcome {
  /** Method and path, such as `GET /api/v1/links/`; never the query, which may hold anything. */
  readonly call: string;
  readonly succeededAt?: number;
  readonly failedAt?: number;
  /** Why the last one that failed did. */
  readonly failure?: ServiceError;
}

interface RequestCounts {
  /** Requests that were sent, those for tokens included. */
  requests: number;
  /** Failed requests that were sent again. */
  repetitions: number;
  /** Answers by which the service said that nothing has changed (304). */
  unchanged: number;
}

/** What an account has done since it was opened. Nothing of it is secret. */
export interface UsageReport {
  /** Milliseconds since the epoch. */
  readonly openedAt: number;
  /** The calls made last, the latest first. */
  readonly calls: readonly CallOutcome[];
  readonly lastHour: Readonly<RequestCounts>;
  /** Calls that are under way or wait to be sent. */
  readonly open: number;
  /** What the service said last of the rate at which it takes requests, and when. */
  readonly rateLimit?: RateLimit & { readonly at: number };
}

/** Counts the calls and requests of one account for _Show state_, by two layers. */
export class Usage {
  readonly #openedAt = Date.now();
  readonly #calls = new LatestMap<CallOutcome>(MAX_CALLS);
  readonly #minutes = new Map<number, RequestCounts>();
  #open = 0;
  #rateLimit: UsageReport['rateLimit'];

  report(): UsageReport {
    const lastHour = { requests: 0, repetitions: 0, unchanged: 0 };
    this.#forgetMinutes();
    for (const { requests, repetitions, unchanged } of this.#minutes.values()) {
      lastHour.requests += requests;
      lastHour.repetitions += repetitions;
      lastHour.unchanged += unchanged;
    }
    return {
      openedAt: this.#openedAt,
      calls: [...this.#calls.values()].toReversed(),
      lastHour,
      open: this.#open,
      ...(this.#rateLimit && { rateLimit: this.#rateLimit }),
    };
  }

  /** A layer that records the outcome of each call of the nodes; aborted calls have none. */
  watchCalls(send: Send): Send {
    return async (request) => {
      const call = `${request.method} ${request.url.pathname}`.slice(0, LONGEST_PATH);
      this.#open++;
      try {
        const result = await send(request);
        this.#note(call, { succeededAt: Date.now() });
        return result;
      } catch (error) {
        if (error instanceof ServiceError)
          this.#note(call, { failedAt: Date.now(), failure: error });
        throw error;
      } finally {
        this.#open--;
      }
    };
  }

  /** A layer that counts requests. It is inside of `share`, so that a shared request counts once. */
  watchRequests(send: Send): Send {
    return (request) => {
      const { observer, read } = request;
      return send({
        ...request,
        observer: {
          ...observer,
          onRequest: () => {
            this.#count('requests');
            observer?.onRequest?.();
          },
          onWait: (seconds, error) => {
            this.#count('repetitions');
            observer?.onWait?.(seconds, error);
          },
        },
        read: (answer) => {
          if (answer.status === 304) this.#count('unchanged');
          const { rateLimit } = answer;
          if (rateLimit !== undefined) this.#rateLimit = { ...rateLimit, at: Date.now() };
          return read(answer);
        },
      });
    };
  }

  #note(call: string, outcome: Omit<CallOutcome, 'call'>): void {
    this.#calls.set(call, { call, ...this.#calls.get(call), ...outcome });
  }

  #count(what: keyof RequestCounts): void {
    this.#forgetMinutes();
    const minute = Math.floor(Date.now() / MINUTE);
    const counts = this.#minutes.get(minute) ?? { requests: 0, repetitions: 0, unchanged: 0 };
    counts[what]++;
    this.#minutes.set(minute, counts);
  }

  /** Minutes in the future were counted before the clock was set back. */
  #forgetMinutes(): void {
    const now = Math.floor(Date.now() / MINUTE);
    for (const minute of this.#minutes.keys()) {
      if (minute > now || minute <= now - COUNTED) this.#minutes.delete(minute);
    }
  }
}
