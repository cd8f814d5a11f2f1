import type { ServiceError } from '../errors';
import { Cooldown } from './cooldown';
import type { Trial } from './trial';

/** How long nothing is sent after the second failure in a row, and after each further one. */
const PAUSE = { first: 2_000, factor: 2, longest: 45_000 };

/** Milliseconds after which a failure is forgotten. */
const MEMORY = 120_000;

/** How many calls of a path, or paths of a service, fail in a row before they share a reason. */
const ENOUGH = 3;

/** When something was sent and failed, in a count of all that happens; times themselves may be equal. */
export interface Span {
  readonly sentAt: number;
  readonly failedAt: number;
}

/** Failures in a row: of a call, a path or a service. */
export class Trouble {
  #trial: Trial | undefined;
  readonly #cooldown = new Cooldown(PAUSE);
  /** What failed, as far as that may be the reason itself. */
  readonly #suspects = new Set<string>();
  #isCertain = false;
  #lastCounted = 0;
  #lastAt = 0;

  constructor(private error: ServiceError) {}

  get isForgotten(): boolean {
    return performance.now() - this.#lastAt > MEMORY;
  }

  /** Whether this, and nothing narrower, is taken for the reason. */
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

  /** The error of who is not to send a request, nor to repeat it. */
  get failure(): ServiceError {
    return this.error.with({ retryAfter: this.secondsLeft }, { retriesSpent: true });
  }

  /**
   * Counts a failure. The first in a row costs no time, nor do those that were sent before
   * it was known.
   *
   * @param suspect what failed, where only that may be the reason
   * @param longest milliseconds that nothing is sent after this at the most
   */
  add(error: ServiceError, suspect: string | undefined, span: Span, longest: number): void {
    this.error = error;
    this.#lastAt = performance.now();
    if (suspect === undefined) this.#isCertain = true;
    else if (this.#suspects.size < ENOUGH) this.#suspects.add(suspect);
    if (span.sentAt < this.#lastCounted) return;
    if (this.#lastCounted > 0) this.#cooldown.start(0, Math.min(PAUSE.longest, longest));
    this.#lastCounted = span.failedAt;
  }
}
