import { setImmediate as nextPass } from 'node:timers/promises';

/** Milliseconds of computing after which the event loop turns. */
const SLICE = 3;

/** When this turn of the event loop began to be computed in; nothing where it has not been yet. */
let beganAt: number | undefined;
/** Who came last. The event loop is one for all, so this is too. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Computes something short, when it is its turn. All who want to compute at the
 * same moment have a few milliseconds of a turn of the event loop together; who
 * does not fit in comes in the next one. Otherwise two hundred lists that arrive
 * at once would stop everything else for as long as all of them take.
 *
 * @throws what `compute` throws
 */
export function computeInSlice<T>(compute: () => T): Promise<T> {
  // The next one looks at the time when this one is done.
  const result = last.then(makeRoom).then(compute);
  last = result.catch(() => undefined);
  return result;
}

async function makeRoom(): Promise<void> {
  if (beganAt !== undefined && performance.now() - beganAt >= SLICE) await nextPass();
  if (beganAt !== undefined) return;
  beganAt = performance.now();
  setImmediate(() => {
    beganAt = undefined;
  });
}
