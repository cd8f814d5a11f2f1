import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds that other processes get; a client of a broker that is gone looks for it every 5 s. */
const TIMEOUT = 30_000;

const INTERVAL = 100;

/** Waits until a condition holds that other processes bring about. */
export async function waitFor(
  condition: () => boolean | Promise<boolean>,
  what: string,
): Promise<void> {
  const deadline = AbortSignal.timeout(TIMEOUT);
  while (!(await condition())) {
    assert(!deadline.aborted, `it did not come about: ${what}`);
    await sleep(INTERVAL);
  }
}
