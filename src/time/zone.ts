/** Offsets are kept by the quarter of an hour: they change at no other moments. */
const QUARTER = 15 * 60_000;
const DAY = 24 * 60 * 60_000;

/** Offsets that are kept at the most, a week of them. */
const MAX_KEPT = 672;

/** A time zone of the IANA database, by the data that Node.js brings. */
export class Zone {
  readonly #format: Intl.DateTimeFormat;
  readonly #offsets = new Map<number, number>();

  /** @throws {RangeError} where there is no such zone */
  constructor(readonly name: string) {
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  /** Milliseconds by which the zone's clocks are ahead of UTC at an instant. */
  offsetAt(instant: number): number {
    const quarter = Math.floor(instant / QUARTER);
    const kept = this.#offsets.get(quarter);
    if (kept !== undefined) return kept;
    if (this.#offsets.size === MAX_KEPT) this.#offsets.clear();
    const offset = this.#wallTime(quarter * QUARTER) - quarter * QUARTER;
    this.#offsets.set(quarter, offset);
    return offset;
  }

  /**
   * When the zone's clocks show a time: twice in the hour that is repeated at the end of
   * daylight saving time. One that is skipped at its beginning is taken as if the clocks
   * had not been changed yet.
   *
   * @param wall what the clocks show, as milliseconds of UTC
   * @returns instants, in milliseconds, the earlier one first
   */
  instantsOf(wall: number): number[] {
    const [before, after] = [this.offsetAt(wall - DAY), this.offsetAt(wall + DAY)];
    const instants = [wall - before, wall - after].filter(
      (instant) => instant + this.offsetAt(instant) === wall,
    );
    return instants.length === 0
      ? [wall - before]
      : [...new Set(instants)].toSorted((a, b) => a - b);
  }

  #wallTime(instant: number): number {
    const parts = new Map<string, number>();
    for (const { type, value } of this.#format.formatToParts(instant))
      parts.set(type, Number(value));
    const part = (name: string): number => parts.get(name) ?? 0;
    return Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    );
  }
}
