import { fraction } from '../../src/sample/chance';

/** All that is random about one case: the same seed and case make the same choices. */
export class Chance {
  #drawn = 0;

  constructor(
    private readonly seed: number,
    private readonly index: number,
  ) {}

  /** A fraction from 0 up to, not including, 1. */
  next(): number {
    return fraction(this.seed, this.index, this.#drawn++);
  }

  /** A whole number from 0 up to, not including, `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  /** A whole number up to `most` whose magnitude is random, too. */
  size(most: number): number {
    return Math.ceil(most ** this.next());
  }

  pick<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.below(choices.length)] ?? choices[0];
  }
}
