import assert from 'node:assert/strict';

/** By how much a size grows: it is doubled four times. */
const GROWTH = 2 ** 4;

/** How often the small size is worked on. */
const RUNS = 4;

/** How much longer than that linear work may take: quadratic work takes 16 times as long. */
const LIMIT = 4;

/** Milliseconds below which a measurement says nothing. */
const LEAST = 20;

/**
 * Fails where work grows faster than what it is given. The small size is worked on several
 * times, so that V8 optimizes that too, and collects its garbage. Computing time is looked at,
 * and there are three attempts, so that other work on the machine makes no difference.
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
  const expected = Math.max(LEAST, (await computingTime(small, work, RUNS)) * (GROWTH / RUNS));
  const large = make(size * GROWTH);
  let last = 0;
  for (let attempt = 0; attempt < 3; attempt++) {
    last = await computingTime(large, work);
    if (last < expected * LIMIT) return;
  }
  assert.fail(
    `${GROWTH} times the size took ${last.toFixed(0)} ms instead of about ${expected.toFixed(0)}`,
  );
}

/** Milliseconds for the work, or for doing it so many times. */
async function computingTime<T>(given: T, work: (given: T) => unknown, times = 1): Promise<number> {
  const start = process.cpuUsage();
  for (let time = 0; time < times; time++) await work(given);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}
