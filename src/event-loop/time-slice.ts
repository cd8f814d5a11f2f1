import { setImmediate as nextPass } from 'node:timers/promises';

/** Milliseconds of computing after which everything else in the process may run (docs/decisions.md). */
export const SLICE = 1;

/** When computing began in this pass of the event loop; nothing where it has not. */
let beganAt: number | undefined;
/** Who came last. The event loop is one for all, so this is too. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Computes something short, in the order of the calls. Once they have taken a millisecond in a pass of
 * the event loop, the next call waits for the next pass; what has begun is not interrupted. Otherwise two
 * hundred lists that arrive at the same moment would stop everything else for as long as all of them take.
 *
 * @throws what `compute` throws
 */
export function computeInSlice<T>(compute: () => T): Promise<T> {
  // The next one looks at the time when this one is done.
  const result = last.then(makeRoom).then(compute);
  // Without the result, which would be kept until the next one.
  last = result.then(ignore, ignore);
  return result;
}

function ignore(): void {}

async function makeRoom(): Promise<void> {
  if (beganAt !== undefined && performance.now() - beganAt >= SLICE) await nextPass();
  if (beganAt !== undefined) return;
  beganAt = performance.now();
  setImmediate(() => {
    beganAt = undefined;
  });
}
