import type { Signal } from '../abort';
import { computeInSlice, SLICE } from './time-slice';

/**
 * Takes the steps of a long piece of work without holding up the event loop.
 *
 * @returns what the steps return
 * @throws the signal's reason, once it is aborted
 */
export async function runInSlices<T>(steps: Generator<void, T>, signal: Signal): Promise<T> {
  for (;;) {
    const { done, value } = await computeInSlice(() => takeSteps(steps));
    if (done) return value;
    signal.throwIfAborted();
  }
}

/** The last of the steps that fit into a slice. */
function takeSteps<T>(steps: Generator<void, T>): IteratorResult<void, T> {
  const end = performance.now() + SLICE;
  for (;;) {
    const step = steps.next();
    if (step.done || performance.now() >= end) return step;
  }
}

/**
 * Visits the items of a list without holding up the event loop for long.
 *
 * @throws the signal's reason, once it is aborted
 */
export async function inSlices<T>(
  items: readonly T[],
  signal: Signal,
  visit: (item: T, index: number) => void,
): Promise<void> {
  await runInSlices(visits(items, visit), signal);
}

function* visits<T>(
  items: readonly T[],
  visit: (item: T, index: number) => void,
): Generator<void, void> {
  for (const [index, item] of items.entries()) {
    visit(item, index);
    yield;
  }
}
