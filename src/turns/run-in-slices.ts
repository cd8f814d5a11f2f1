import { ownTurn } from './own-turn';

/** Milliseconds after which everything else gets its turn. */
const SLICE = 3;

/**
 * Takes the steps of a long piece of work without holding up the event loop.
 *
 * @returns what the steps return
 * @throws the signal's reason, once it is aborted
 */
export async function runInSlices<T>(steps: Generator<void, T>, signal: AbortSignal): Promise<T> {
  let end = performance.now() + SLICE;
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() < end) continue;
    await ownTurn();
    signal.throwIfAborted();
    end = performance.now() + SLICE;
  }
}
