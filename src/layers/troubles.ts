import type { ServiceError } from '../errors';
import type { Blame } from './blame';
import { type Call, callKey, pathKey, subjectKey } from './call-key';
import { Cooldown, type Growth } from './cooldown';
import { LatestMap } from './latest-map';
import type { Trial } from './trial';

/** How long nothing is sent after the second failure in a row, and after each further one. */
const PAUSE = { first: 2_000, factor: 2, longest: 45_000 };

/** Milliseconds after which a failure is forgotten. */
const MEMORY = 120_000;

/** How many calls of a path, or paths of a service, must fail in a row until the path, or the service, is the cause. */
const ENOUGH = 3;

/** Troubles that are remembered. */
const MAX_KNOWN = 100;

/** The key of the service; those of paths and calls are not empty. */
const SERVICE = '';

/** When a request was sent and failed, in the count of events (`Troubles.now`): times may be equal. */
interface Span {
  readonly sentAt: number;
  readonly failedAt: number;
}

/**
 * What has been failing in a row: calls, paths, or the service (docs/decisions.md, "If calls keep
 * failing, one at a time is sent"). Each has its own circuit breaker: after the first failure calls are sent as always, in
 * a pause none is, and after the pause one is, the `Trial`. `PatientCall` takes calls through
 * these states.
 */
export class Troubles {
  readonly #troubles = new LatestMap<Trouble>(MAX_KNOWN);
  #events = 0;

  constructor(private readonly pause: Growth = PAUSE) {}

  /** A logical clock, because several events may be in the same millisecond. */
  now(): number {
    return ++this.#events;
  }

  /** The trouble that applies to this call; the widest, if there are several. */
  of(call: Call): Trouble | undefined {
    if (this.#troubles.size === 0) return undefined;
    return [SERVICE, pathKey(call), callKey(call)]
      .map((key) => this.#troubles.get(key))
      .find((trouble) => trouble?.isActive);
  }

  /**
   * @param sentAt when it was sent, by `now`
   * @param longest milliseconds that nothing is sent after this at the most
   */
  add(call: Call, error: ServiceError, blame: Blame, sentAt: number, longest: number): void {
    const span = { sentAt, failedAt: this.now() };
    const count = (key: string, suspect?: string): void =>
      this.#at(key, error).add(error, suspect, span, longest);
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
  forget(call: Call): void {
    if (this.#troubles.size > 0) this.#forget([SERVICE, pathKey(call), callKey(call)]);
  }

  /** The trouble that a failure is part of. */
  #at(key: string, error: ServiceError): Trouble {
    const found = this.#troubles.get(key);
    const trouble =
      found === undefined || found.isForgotten ? new Trouble(error, this.pause) : found;
    this.#troubles.set(key, trouble);
    return trouble;
  }

  #forget(keys: readonly string[]): void {
    for (const key of keys) {
      // Calls that wait for the trial need not wait any longer.
      this.#troubles.get(key)?.trial?.end();
      this.#troubles.delete(key);
    }
  }
}

/** Failures in a row of one of them. */
export class Trouble {
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

  get isForgotten(): boolean {
    return performance.now() - this.#lastAt > MEMORY;
  }

  /** Whether this, and nothing narrower, is taken for the cause. */
  get isActive(): boolean {
    return !this.isForgotten && (this.#isCertain || this.#suspects.size >= ENOUGH);
  }

  /** The call that tries for all others. */
  get trial(): Trial | undefined {
    return this.#trial?.isOver === true ? undefined : this.#trial;
  }

  set trial(trial: Trial) {
    this.#trial = trial;
  }

  /** Whether nothing is sent for a while. */
  get isResting(): boolean {
    return this.#cooldown.isRunning;
  }

  /** Seconds until something is sent, where that is not at once. */
  get secondsLeft(): number | undefined {
    return this.isResting ? this.#cooldown.secondsLeft : undefined;
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
  add(error: ServiceError, suspect: string | undefined, span: Span, longest: number): void {
    this.error = error;
    this.#lastAt = performance.now();
    if (suspect === undefined) this.#isCertain = true;
    else if (this.#suspects.size < ENOUGH) this.#suspects.add(suspect);
    if (span.sentAt < this.#lastCounted) return;
    if (this.#lastCounted > 0) this.#cooldown.start(0, longest);
    this.#lastCounted = span.failedAt;
  }
}
