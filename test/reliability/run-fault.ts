import assert from 'node:assert/strict';
import { passTime, until } from '../nodes/support/clock';
import { assertSent } from '../nodes/support/failure';
import type { Outcome } from '../nodes/support/journal';
import { type Bench, type ListId, TOKEN_LIFE } from './bench';
import type { Mishap, Start } from './fault-case';
import { type Seen, watchTrigger } from './flow-view';
import { countRequests, type Spent } from './spent';

/** What was seen of a fault; a row of the document. */
export interface Observation extends Spent, Seen {
  /** Seconds that the flow waited, by its own clock. */
  readonly took: number;
  /** Seconds after which the nodes ask again. */
  readonly coolsFor: number;
}

/**
 * Puts a deployed node through a fault. Fails where the flow sees something
 * else than the case says, sees it more than once, or does not work again when
 * the fault is over.
 */
export async function runFault(
  bench: Bench,
  start: Start,
  fault: Mishap,
  id: ListId,
): Promise<Observation> {
  const { bed } = bench;
  const account = { ...bed.simulator.account };
  await bench.deploy(fault.account);
  if (start !== 'fresh') assertSent(await bed.trigger(id));
  if (start === 'expired') bed.clock.tick(TOKEN_LIFE * 1_000);

  await bringAbout(bench, fault);
  const startedAt = Date.now();
  const [spent, seen] = await countRequests(() =>
    watchTrigger(bed, id, fault.sees, () => trigger(bench, fault, id)),
  );
  const took = Math.round((Date.now() - startedAt) / 1_000);

  bed.simulator.faults.clear();
  bed.simulator.changeAccount(account);
  await bench.cable.plug();
  await coolDown(bench, fault, id);
  if (fault.account?.baseUrl !== undefined) await bench.redeploy();
  assertSent(await bed.trigger(id));
  await until(() => bench.cable.connections <= 1, 'all connections but one are closed');
  // A slow answer that nobody wants any more ends with its next byte.
  await bed.clock.tickAsync(1_000);
  return { ...seen, ...spent, took, coolsFor: fault.coolsFor ?? 0 };
}

async function bringAbout(bench: Bench, { cause }: Mishap): Promise<void> {
  if (typeof cause === 'function') await cause(bench);
  else bench.bed.simulator.faults.add(cause);
}

function trigger({ bed }: Bench, { needsRealTime }: Mishap, id: ListId): Promise<Outcome> {
  const outcome = bed.trigger(id);
  return needsRealTime ? outcome : passTime(bed.clock, outcome);
}

/** Checks that nothing is asked for until the cooling time is over, even when all is well again. */
async function coolDown({ bed }: Bench, { coolsFor, sees }: Mishap, id: ListId): Promise<void> {
  if (coolsFor === undefined) return;
  bed.clock.tick((coolsFor - 1) * 1_000);
  const [spent] = await countRequests(() => watchTrigger(bed, id, sees, () => bed.trigger(id)));
  assert.deepEqual(spent, { calls: 0, tokenRequests: 0 });
  bed.clock.tick(1_000);
}
