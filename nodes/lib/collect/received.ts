/** Which messages of a list have come, in as little room as may be. */
export class Received {
  /** All indexes below have come. */
  readonly #from: number;
  readonly #others: ReadonlySet<number>;

  constructor(indexes: Iterable<number>) {
    const others = new Set(indexes);
    let from = 0;
    while (others.delete(from)) from++;
    this.#from = from;
    this.#others = others;
  }

  has(index: number): boolean {
    return (index >= 0 && index < this.#from) || this.#others.has(index);
  }
}
