import { runInSlices } from './run-in-slices';

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
  const visits = function* (): Generator<void, void> {
    for (const [index, item] of items.entries()) {
      visit(item, index);
      yield;
    }
  };
  await runInSlices(visits(), signal);
}
