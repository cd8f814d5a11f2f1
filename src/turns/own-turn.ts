import { setImmediate as nextTurn } from 'node:timers/promises';

/** The turn of who came last. The event loop is one for all, so this is too. */
let last: Promise<void> = Promise.resolve();

/**
 * Waits for a turn of the event loop that nobody else has. Many who want to
 * compute at the same moment would otherwise do so in the same turn, and stop
 * everything else for as long as all of them take together.
 */
export function ownTurn(): Promise<void> {
  last = last.then(() => nextTurn());
  return last;
}
