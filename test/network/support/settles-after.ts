import assert from 'node:assert/strict';
import { type Clock, pause } from '../../support/clock';
import { settled } from './settled';

/** Fails unless a promise is settled exactly when so many milliseconds have passed, and not before. */
export async function settlesAfter<T>(clock: Clock, promise: Promise<T>, ms: number): Promise<T> {
  const isSettled = settled(promise);
  clock.tick(ms - 1);
  await pause();
  assert(!isSettled(), `it came to its end before ${ms} ms were over`);
  clock.tick(1);
  return promise;
}
