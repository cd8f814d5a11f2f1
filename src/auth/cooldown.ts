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
  #noticedAt = Number.POSITIVE_INFINITY;
  #length = 0;

  /** Milliseconds left; 0 when another try is allowed. */
  get remaining(): number {
    const now = Date.now();
    // Before the start of it, as after a clock was set back by a day, the time is
    // counted from when that was noticed: it must not become a day's wait.
    if (now < Math.min(this.#startedAt, this.#noticedAt)) this.#noticedAt = now;
    const since = now < this.#startedAt ? this.#noticedAt : this.#startedAt;
    return Math.max(0, since + this.#length - now);
  }

  /** Starts the next, longer cooling time; refusals during one are part of it. */
  start(): void {
    if (this.remaining > 0) return;
    this.hold(Math.min(LONGEST, FIRST * GROWTH ** this.#refusals++));
  }

  /** Starts a cooling time of exactly so many milliseconds. */
  hold(length: number): void {
    this.#startedAt = Date.now();
    this.#noticedAt = Number.POSITIVE_INFINITY;
    this.#length = length;
  }

  /** Forgets all refusals. */
  reset(): void {
    this.#refusals = 0;
    this.#length = 0;
  }
}
