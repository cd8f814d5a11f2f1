import type { ServiceError } from '../errors';
import type { Blame } from './blame';
import { type Call, callKey, pathKey, subjectKey } from './call-key';
import { Cooldown, type Growth } from './cooldown';
import { LatestMap } from './latest-map';
import type { Trial } from './trial';

/** How long a breaker stays open after the second failure in a row, and after each further one. */
const PAUSE = { first: 2_000, factor: 2, longest: 45_000 };

/** Milliseconds after which a failure is forgotten. */
const MEMORY = 120_000;

/** How many calls of a path, or paths of a service, must fail in a row until the path, or the service, is the cause. */
const ENOUGH = 3;

/** Breakers that are kept at the most. */
const MAX_BREAKERS = 100;

/** The key of the service; those of paths and calls are not empty. */
const SERVICE = '';

/** When a request was sent and failed, in the count of events (`CircuitBreakers.now`): times may be equal. */
interface Span {
  readonly sentAt: number;
  readonly failedAt: number;
}

/**
 * The circuit breakers of what has been failing in a row: calls, paths, or the service
 * (docs/decisions.md, "If calls keep failing, one at a time is sent"). After the first failure
 * a breaker lets calls through; when it is open, none; when it is half-open, one, the `Trial`.
 * `GuardedCall` takes calls through these states.
 */
export class CircuitBreakers {
  readonly #breakers = new LatestMap<CircuitBreaker>(MAX_BREAKERS);
  #events = 0;

  constructor(private readonly pause: Growth = PAUSE) {}

  /** A logical clock, because several events may be in the same millisecond. */
  now(): number {
    return ++this.#events;
  }

  /** The breaker that applies to this call; the widest, if there are several. */
  of(call: Call): CircuitBreaker | undefined {
    if (this.#breakers.size === 0) return undefined;
    return [SERVICE, pathKey(call), callKey(call)]
      .map((key) => this.#breakers.get(key))
      .find((breaker) => breaker?.isActive);
  }

  /**
   * @param sentAt when it was sent, by `now`
   * @param longest milliseconds that nothing is sent after this at the most
   */
  recordFailure(
    call: Call,
    error: ServiceError,
    blame: Blame,
    sentAt: number,
    longest: number,
  ): void {
    const span = { sentAt, failedAt: this.now() };
    const count = (key: string, suspect?: string): void =>
      this.#at(key, error).recordFailure(error, suspect, span, longest);
    if (blame === 'service') {
      count(SERVICE);
      return;
    }
    count(callKey(call));
    if (blame === 'either') {
      count(pathKey(call), callKey(call));
      count(SERVICE, subjectKey(call));
    } else {
      // The service has answered.
      this.#forget([SERVICE, pathKey(call)]);
    }
  }

  /** The service has answered this call as it should. */
  recordSuccess(call: Call): void {
    if (this.#breakers.size > 0) this.#forget([SERVICE, pathKey(call), callKey(call)]);
  }

  /** The breaker that counts a failure. */
  #at(key: string, error: ServiceError): CircuitBreaker {
    const found = this.#breakers.get(key);
    const breaker =
      found === undefined || found.isExpired ? new CircuitBreaker(error, this.pause) : found;
    this.#breakers.set(key, breaker);
    return breaker;
  }

  #forget(keys: readonly string[]): void {
    for (const key of keys) {
      // Calls that wait for the trial need not wait any longer.
      this.#breakers.get(key)?.trial?.end();
      this.#breakers.delete(key);
    }
  }
}

/** Counts the failures in a row of a call, a path or the service. */
export class CircuitBreaker {
  #trial: Trial | undefined;
  readonly #cooldown: Cooldown;
  /** The calls or paths that failed, each of which may be the cause itself. */
  readonly #suspects = new Set<string>();
  #isCertain = false;
  #lastCounted = 0;
  #lastAt = 0;

  constructor(
    private error: ServiceError,
    pause: Growth,
  ) {
    this.#cooldown = new Cooldown(pause);
  }

  get isExpired(): boolean {
    return performance.now() - this.#lastAt > MEMORY;
  }

  /** Whether this, and nothing narrower, is taken for the cause. */
  get isActive(): boolean {
    return !this.isExpired && (this.#isCertain || this.#suspects.size >= ENOUGH);
  }

  /** The call that tries for all others. */
  get trial(): Trial | undefined {
    return this.#trial?.isOver === true ? undefined : this.#trial;
  }

  set trial(trial: Trial) {
    this.#trial = trial;
  }

  /** Whether nothing is sent until its time is over. */
  get isOpen(): boolean {
    return this.#cooldown.isRunning;
  }

  /** Seconds until something is sent, where that is not immediately. */
  get secondsLeft(): number | undefined {
    return this.isOpen ? this.#cooldown.secondsLeft : undefined;
  }

  /** The error of a call that must neither send a request nor repeat it. */
  get failure(): ServiceError {
    return this.error.with({ retryAfter: this.secondsLeft }, { retriesSpent: true });
  }

  /**
   * Counts a failure. The first in a row costs no time, nor do those that were sent before
   * it was known.
   *
   * @param suspect the call or path that failed, if that alone may be the cause
   * @param longest milliseconds that nothing is sent after this at the most
   */
  recordFailure(
    error: ServiceError,
    suspect: string | undefined,
    span: Span,
    longest: number,
  ): void {
    this.error = error;
    this.#lastAt = performance.now();
    if (suspect === undefined) this.#isCertain = true;
    else if (this.#suspects.size < ENOUGH) this.#suspects.add(suspect);
    if (span.sentAt < this.#lastCounted) return;
    if (this.#lastCounted > 0) this.#cooldown.start(0, longest);
    this.#lastCounted = span.failedAt;
  }
}
