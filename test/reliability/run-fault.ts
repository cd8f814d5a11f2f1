import assert from 'node:assert/strict';
import { passTime, until } from '../nodes/support/clock';
import { assertSent } from '../nodes/support/failure';
import type { Outcome } from '../nodes/support/journal';
import type { Bench } from './bench';
import type { Mishap, Start } from './fault-case';
import { type Seen, watchTrigger } from './flow-view';
import { assertKept } from './secrets';
import { TOKEN_LIFE } from './services/tested-service';
import { countRequests, type Spent } from './spent';

/** What was seen of a fault; a row of the report. */
export interface Observation extends Spent, Seen {
  /** Seconds that the flow waited, by its own clock. */
  readonly took: number;
  /** Seconds after which the nodes ask again. */
  readonly coolsFor: number;
}

/**
 * Puts a deployed node through a fault. Fails where the flow sees something
 * else than the case says, sees it more than once, does not work again when the
 * fault is over, or where a secret was shown to anybody.
 */
export async function runFault(
  bench: Bench,
  start: Start,
  fault: Mishap,
  id: string,
): Promise<Observation> {
  const { bed } = bench;
  const account = { ...bench.account };
  await bench.deploy(fault.settings);
  if (start !== 'fresh') assertSent(await bed.trigger(id));
  if (start === 'expired') bed.clock.tick(TOKEN_LIFE * 1_000);

  await bringAbout(bench, fault);
  const startedAt = Date.now();
  const [spent, seen] = await countRequests(() =>
    watchTrigger(bed, id, fault.sees, () => trigger(bench, fault, id)),
  );
  const took = Math.round((Date.now() - startedAt) / 1_000);

  bed.simulator.faults.clear();
  bench.changeAccount(account);
  await bench.cable.plug();
  await coolDown(bench, fault, id);
  if (fault.endsByDeploy) await bench.redeploy();
  assertSent(await bed.trigger(id));
  await until(() => bench.cable.connections <= 1, 'all connections but one are closed');
  await endSlowAnswers(bench);
  assertKept(bench, fault.sees === 'the answer' ? "fill: 'green'" : fault.sees);
  return { ...seen, ...spent, took, coolsFor: fault.coolsFor ?? 0 };
}

/** Does what a mishap says. */
export async function bringAbout(bench: Bench, { cause }: Mishap): Promise<void> {
  if (typeof cause === 'function') await cause(bench);
  else bench.bed.simulator.faults.add(cause);
}

/** A slow answer that nobody wants any more ends with its next byte. */
export async function endSlowAnswers({ bed }: Bench): Promise<void> {
  await bed.clock.tickAsync(1_000);
}

function trigger({ bed }: Bench, { needsRealTime }: Mishap, id: string): Promise<Outcome> {
  const outcome = bed.trigger(id);
  return needsRealTime ? outcome : passTime(bed.clock, outcome);
}

/** Checks that nothing is asked for until the cooling time is over, even when all is well again. */
async function coolDown({ bed }: Bench, { coolsFor, sees }: Mishap, id: string): Promise<void> {
  if (coolsFor === undefined) return;
  bed.clock.tick((coolsFor - 1) * 1_000);
  const [spent] = await countRequests(() => watchTrigger(bed, id, sees, () => bed.trigger(id)));
  assert.deepEqual(spent, { calls: 0, tokenRequests: 0 });
  bed.clock.tick(1_000);
}
