import { median } from '../../scripts/support/statistics';
import { assertFigures } from '../sample';

/** What it takes to load something. */
export interface Cost {
  /** Milliseconds by the clock. */
  readonly ms: number;
  /** Bytes of memory, as the operating system sees it. */
  readonly rss: number;
  /** Bytes of JavaScript's heap, garbage left out. */
  readonly heap: number;
}

export function assertCost(value: unknown): asserts value is Cost {
  assertFigures(value, ['ms', 'rss', 'heap']);
}

/**
 * What remains of several measurements: the shortest time, because all that disturbs one makes it
 * longer, and the median of the memory.
 */
export function typicalCost(costs: readonly Cost[]): Cost {
  return {
    ms: Math.min(...costs.map(({ ms }) => ms)),
    rss: median(costs.map(({ rss }) => rss)),
    heap: median(costs.map(({ heap }) => heap)),
  };
}
