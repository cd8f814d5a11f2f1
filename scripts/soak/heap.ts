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
  const x = mean(samples.map(({ polls }) => polls));
  const y = mean(samples.map(({ bytes }) => bytes));
  const rise = samples.reduce((sum, { polls, bytes }) => sum + (polls - x) * (bytes - y), 0);
  const run = samples.reduce((sum, { polls }) => sum + (polls - x) ** 2, 0);
  return (10_000 * rise) / run;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
