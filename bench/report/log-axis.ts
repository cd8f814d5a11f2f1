/** A logarithmic axis over whole decades that values lie in. */
export class LogAxis {
  /** Powers of ten, from one end to the other. */
  readonly decades: readonly number[];
  readonly #lowest: number;
  readonly #perDecade: number;

  /**
   * @param from where it begins on the plot
   * @param to where it ends
   */
  constructor(
    values: readonly number[],
    private readonly from: number,
    to: number,
  ) {
    const logs = values.map(Math.log10);
    const [lowest, highest] = [Math.floor(Math.min(...logs)), Math.ceil(Math.max(...logs))];
    this.#lowest = lowest;
    this.#perDecade = (to - from) / (highest - lowest);
    this.decades = Array.from({ length: highest - lowest + 1 }, (_, n) => 10 ** (lowest + n));
  }

  /** Where a value stands on the plot. */
  at(value: number): number {
    return this.from + this.#perDecade * (Math.log10(value) - this.#lowest);
  }
}
