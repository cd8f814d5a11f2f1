import type { Outcome } from '../../nodes/support/journal';
import type { NetworkBed } from './network-bed';
import { settled } from './settled';

/**
 * Triggers the node `links`, and moves the clock through every wait that its
 * status shows. During a sign-in two waits that look the same are shown as one,
 * so the account should use an API token.
 */
export async function passWaits(bed: NetworkBed): Promise<Outcome> {
  const outcome = bed.trigger();
  const isSettled = settled(outcome);
  for (let passed = 0; !isSettled(); ) {
    const waits = bed.waits.slice(passed);
    passed += waits.length;
    for (const seconds of waits) bed.clock.tick(seconds * 1_000);
    await new Promise(setImmediate);
  }
  return outcome;
}
