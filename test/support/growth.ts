import assert from 'node:assert/strict';

/** How often a size is doubled. */
const DOUBLINGS = 4;

/** Milliseconds below which a measurement says nothing. */
const LEAST = 2;

/**
 * Fails where work grows faster than what it is given. Linear work takes 16 times as
 * long after four doublings, quadratic work 256 times. Computing time is looked at, and
 * there are three attempts, so that other work on the machine makes no difference.
 *
 * @param size to begin with: one that takes quadratic work some milliseconds
 * @param make what the work is given, in a size
 */
export async function assertLinear<T>(
  size: number,
  make: (size: number) => T,
  work: (given: T) => unknown,
): Promise<void> {
  const small = make(size);
  const first = Math.min(
    await computingTime(small, work),
    await computingTime(small, work),
    await computingTime(small, work),
  );
  const large = make(size * 2 ** DOUBLINGS);
  let [growth, last] = [0, 0];
  for (let attempt = 0; attempt < 3; attempt++) {
    last = await computingTime(large, work);
    growth = last / Math.max(first, LEAST);
    if (growth < 64) return;
  }
  assert.fail(`16 times the size took ${growth.toFixed(0)} times as long: ${last} ms`);
}

/** Milliseconds. */
async function computingTime<T>(given: T, work: (given: T) => unknown): Promise<number> {
  const start = process.cpuUsage();
  await work(given);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}
