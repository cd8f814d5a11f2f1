/** How cooling times grow, in milliseconds. */
export interface Growth {
  readonly first: number;
  /** How many times as long each is as the one before. */
  readonly factor: number;
  readonly longest: number;
}

/** A cooling time, as it is kept over a restart. */
export interface CooldownState {
  /** Cooling times in a row, this one included. */
  readonly count: number;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** Milliseconds. */
  readonly length: number;
}

/** Milliseconds by which timers may fire early. */
const EARLY = 20;

/**
 * A time during which something that failed is not tried again; each is longer than the one
 * before, until something succeeds. Within a process it is measured by the monotonic clock.
 * After a restart there is only the wall clock: if that is wrong, the cooling time starts over
 * or has ended, but it is never longer than it was.
 */
export class Cooldown {
  #count = 0;
  #length = 0;
  /** Of `performance.now`. */
  #endsAt = 0;

  constructor(private readonly growth: Growth) {}

  /** Whole milliseconds left; 0 when another try is allowed. */
  get remaining(): number {
    return Math.max(0, this.#endsAt - now());
  }

  /** Whether it is too soon for another attempt; a timer that fires slightly early is not too soon. */
  get isRunning(): boolean {
    return this.remaining > EARLY;
  }

  /** What is left of it, in seconds as they are shown. */
  get secondsLeft(): number {
    return Math.ceil(this.remaining / 1_000);
  }

  get state(): CooldownState {
    const startedAt = Date.now() + this.remaining - this.#length;
    return { count: this.#count, startedAt, length: this.#length };
  }

  /**
   * Starts the next cooling time. Failures during one are part of it, but may make it longer.
   *
   * @param least milliseconds that it takes at the least, however long that is
   * @param longest milliseconds, where they grow to less than usual
   */
  start(least = 0, longest = this.growth.longest): void {
    if (this.isRunning) {
      if (least > this.remaining) this.hold(least);
      return;
    }
    const { first, factor } = this.growth;
    this.hold(Math.max(least, Math.min(longest, first * factor ** this.#count++)));
  }

  /** Starts one of exactly this many milliseconds; the length of the next one does not depend on it. */
  hold(length: number): void {
    this.#length = length;
    this.#endsAt = now() + length;
  }

  /** Continues one that another process has started. */
  resume({ count, startedAt, length }: CooldownState): void {
    const age = Date.now() - startedAt;
    this.#count = count;
    this.#length = length;
    this.#endsAt = now() + length - (age > 0 ? age : 0);
  }

  /** Ends it; the next one is still longer. */
  end(): void {
    this.#endsAt = 0;
  }

  /** Ends it, and forgets those before. */
  reset(): void {
    this.#count = 0;
    this.end();
  }
}

function now(): number {
  return Math.floor(performance.now());
}
