import assert from 'node:assert/strict';
import { browserMissing } from '../../../scripts/support/browser';
import { type Bed, startBed } from './bed';

/** The bed, while tests run. */
export interface BedHolder {
  readonly current: Bed;
}

/**
 * Gives the surrounding `describe` a bed, and leaves its tests out where there
 * is no browser. A test during which something goes wrong in a page fails.
 */
export function useBed(): BedHolder {
  let running: { bed: Bed; close: () => Promise<void> } | undefined;

  before(async function () {
    const missing = browserMissing();
    if (missing !== undefined) {
      process.stdout.write(`skipped: ${missing}\n`);
      this.skip();
    }
    running = await startBed();
  });

  afterEach(() => assert.deepEqual(running?.bed.troubles.splice(0), []));

  after(() => running?.close());

  return {
    get current() {
      assert(running !== undefined, 'The bed is there only while tests run.');
      return running.bed;
    },
  };
}
