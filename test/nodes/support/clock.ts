import assert from 'node:assert/strict';
import { type SinonFakeTimers, useFakeTimers } from 'sinon';

export type Clock = SinonFakeTimers;

/**
 * Stops the time at which the nodes, Node-RED and the simulator look. What
 * remains is real: sockets, promises, and the immediates that Node-RED
 * delivers messages with.
 */
export function stopClock(): Clock {
  return useFakeTimers({
    now: Date.UTC(2026, 2, 2, 12),
    toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'],
  });
}

const PATIENCE = 5_000;

/** Waits in real time, and lets everything that needs no clock go on meanwhile. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  const end = realTime() + PATIENCE;
  while (!condition()) {
    assert(realTime() < end, `it did not come about: ${what}`);
    await turn();
  }
}

/** Gives what must not happen some real milliseconds in which it could. */
export async function pause(ms = 20): Promise<void> {
  const end = realTime() + ms;
  while (realTime() < end) await turn();
}

/** Lets a fake millisecond pass with every turn of the event loop until the promise is settled. */
export async function passTime<T>(clock: Clock, promise: Promise<T>): Promise<T> {
  const settled = promise.then(
    () => true,
    () => true,
  );
  for (let ms = 0; (await Promise.race([settled, turn()])) !== true; ms++) {
    assert(ms < 60_000, 'it did not come to its end in a minute');
    clock.tick(1);
  }
  return promise;
}

function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** Milliseconds that no fake clock stops. */
function realTime(): number {
  return Number(process.hrtime.bigint() / 1_000_000n);
}
