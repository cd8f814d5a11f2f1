import { slope } from '../support/statistics';

/** Heap after a garbage collection, poll by poll. */
export interface HeapSample {
  readonly polls: number;
  readonly bytes: number;
}

/** The heap that is in use once all garbage is gone. Needs `node --expose-gc`. */
export function heapInUse(): number {
  if (globalThis.gc === undefined) throw new Error('Start this with node --expose-gc.');
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}

/** Bytes by which the heap grows in 10,000 polls: the slope of the line nearest to the samples. */
export function slopeOf(samples: readonly HeapSample[]): number {
  return 10_000 * slope(samples.map(({ polls, bytes }) => [polls, bytes]));
}
