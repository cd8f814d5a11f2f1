import { setImmediate } from 'node:timers/promises';

/** Milliseconds after which everything else gets its turn. */
const SLICE = 5;

/** How many items are visited between two looks at the clock. */
const STRIDE = 32;

/**
 * Visits the items of a list without holding up the event loop for long.
 *
 * @throws the signal's reason, once it is aborted
 */
export async function inSlices<T>(
  items: readonly T[],
  signal: AbortSignal,
  visit: (item: T, index: number) => void,
): Promise<void> {
  let end = performance.now() + SLICE;
  for (const [index, item] of items.entries()) {
    if (index % STRIDE === 0 && performance.now() >= end) {
      await setImmediate();
      signal.throwIfAborted();
      end = performance.now() + SLICE;
    }
    visit(item, index);
  }
}
