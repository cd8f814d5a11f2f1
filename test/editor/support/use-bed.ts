import assert from 'node:assert/strict';
import { hasBrowser } from '../../../scripts/support/browser';
import { needs } from '../../support/needs';
import { type Bed, type RunningBed, startBed } from './bed';

/** The bed, while tests run. */
export interface BedHolder {
  readonly current: Bed;
}

/** Starting one takes longer than most tests, so all files share it. */
let shared: Promise<RunningBed> | undefined;

after(async () => (await shared)?.close());

/**
 * Gives the surrounding `describe` the bed, and leaves its tests out where there
 * is no browser. A test during which something goes wrong in the page fails.
 */
export function useBed(): BedHolder {
  let running: RunningBed | undefined;

  needs(hasBrowser, 'chromium');

  before(async () => {
    shared ??= startBed();
    running = await shared;
  });

  afterEach(() => assert.deepEqual(running?.bed.problems.splice(0), []));

  return {
    get current() {
      assert(running !== undefined, 'The bed is there only while tests run.');
      return running.bed;
    },
  };
}
