const FIRST = 60_000;
const LONGEST = 3_600_000;
const GROWTH = 4;

/**
 * A time during which something that was refused is not tried again: 1 minute,
 * then 4, 16, 60, 60, …
 */
export class Cooldown {
  #refusals = 0;
  #startedAt = 0;
  #length = 0;

  /** Milliseconds left; 0 when another try is allowed. */
  get remaining(): number {
    const now = Date.now();
    // After a clock was set back, the time begins anew: a day back must not become a day's wait.
    if (now < this.#startedAt) this.#startedAt = now;
    return Math.max(0, this.#startedAt + this.#length - now);
  }

  /** Starts the next, longer cooling time; refusals during one are part of it. */
  start(): void {
    if (this.remaining > 0) return;
    this.hold(Math.min(LONGEST, FIRST * GROWTH ** this.#refusals++));
  }

  /** Starts a cooling time of exactly so many milliseconds. */
  hold(length: number): void {
    this.#startedAt = Date.now();
    this.#length = length;
  }

  /** Forgets all refusals. */
  reset(): void {
    this.#refusals = 0;
    this.#length = 0;
  }
}
