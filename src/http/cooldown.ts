/** How cooling times grow, in milliseconds. */
export interface Growth {
  readonly first: number;
  /** By how much each is longer than the one before. */
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

/**
 * A time during which something that was refused is not tried again; each is longer
 * than the one before, until something succeeds. A clock that is wrong, or is set,
 * never makes one longer than it is.
 */
export class Cooldown {
  #count = 0;
  #startedAt = 0;
  #noticedAt = Number.POSITIVE_INFINITY;
  #length = 0;

  constructor(private readonly growth: Growth) {}

  /** Milliseconds left; 0 when another try is allowed. */
  get remaining(): number {
    const now = Date.now();
    // Before the start of it, as after a clock was set back by a day, the time is
    // counted from when that was noticed: it must not become a day's wait.
    if (now < Math.min(this.#startedAt, this.#noticedAt)) this.#noticedAt = now;
    const since = now < this.#startedAt ? this.#noticedAt : this.#startedAt;
    return Math.max(0, since + this.#length - now);
  }

  get state(): CooldownState {
    return { count: this.#count, startedAt: this.#startedAt, length: this.#length };
  }

  /**
   * Starts the next cooling time. Failures during one are part of it, but may make it longer.
   *
   * @param least milliseconds that it takes at the least, however long that is
   * @param longest milliseconds, where they grow to less than usual
   */
  start(least = 0, longest = this.growth.longest): void {
    const { remaining } = this;
    if (remaining > 0) {
      if (least > remaining) this.#begin(least);
      return;
    }
    const { first, factor } = this.growth;
    this.#begin(Math.max(least, Math.min(longest, first * factor ** this.#count++)));
  }

  /** Starts one of exactly so many milliseconds, which says nothing of the next. */
  hold(length: number): void {
    this.#begin(length);
  }

  /** Goes on with the one of another process. */
  resume({ count, startedAt, length }: CooldownState): void {
    this.#begin(length, startedAt);
    this.#count = count;
  }

  /** Ends it; the next one is longer all the same. */
  end(): void {
    this.#length = 0;
  }

  /** Ends it, and forgets those before. */
  reset(): void {
    this.#count = 0;
    this.end();
  }

  #begin(length: number, startedAt = Date.now()): void {
    this.#startedAt = startedAt;
    this.#noticedAt = Number.POSITIVE_INFINITY;
    this.#length = length;
  }
}
