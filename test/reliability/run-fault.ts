import assert from 'node:assert/strict';
import { assertSent } from '../nodes/support/failure';
import type { Outcome } from '../nodes/support/journal';
import { passTime, until } from '../support/clock';
import { countRequests, type Spent } from './count-requests';
import type { Scenario, Start } from './fault-case';
import type { FaultRig } from './fault-rig';
import { type Seen, watchTrigger } from './flow-view';
import { assertKept } from './secrets';
import { TOKEN_LIFE } from './services/tested-service';

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
  rig: FaultRig,
  start: Start,
  fault: Scenario,
  id: string,
): Promise<Observation> {
  const { bed } = rig;
  const account = { ...rig.account };
  await rig.deploy(fault.settings);
  if (start !== 'fresh') assertSent(await bed.trigger(id));
  if (start === 'expired') bed.clock.tick(TOKEN_LIFE * 1_000);

  await bringAbout(rig, fault);
  const startedAt = Date.now();
  const [spent, seen] = await countRequests(() =>
    watchTrigger(bed, id, fault.sees, () => trigger(rig, fault, id)),
  );
  const took = Math.round((Date.now() - startedAt) / 1_000);

  bed.simulator.faults.clear();
  rig.changeAccount(account);
  await rig.link.restore();
  await coolDown(rig, fault, id);
  bed.clock.tick((fault.rests ?? 0) * 1_000);
  if (fault.endsByDeploy) await rig.redeploy();
  assertSent(await bed.trigger(id));
  await until(() => rig.link.connections <= 1, 'all connections but one are closed');
  await endSlowAnswers(rig);
  assertKept(rig, fault.sees === 'the answer' ? "fill: 'green'" : fault.sees);
  return { ...seen, ...spent, took, coolsFor: fault.coolsFor ?? 0 };
}

/** Does what a scenario says. */
export async function bringAbout(rig: FaultRig, { cause }: Scenario): Promise<void> {
  if (typeof cause === 'function') await cause(rig);
  else rig.bed.simulator.faults.add(cause);
}

/** A slow answer that nobody wants any more ends with its next byte. */
export async function endSlowAnswers({ bed }: FaultRig): Promise<void> {
  await bed.clock.tickAsync(1_000);
}

function trigger({ bed }: FaultRig, { needsRealTime }: Scenario, id: string): Promise<Outcome> {
  const outcome = bed.trigger(id);
  return needsRealTime ? outcome : passTime(bed.clock, outcome);
}

/** Checks that nothing is asked for until the cooling time is over, even when all is well again. */
async function coolDown(
  { bed }: FaultRig,
  { coolsFor, sees }: Scenario,
  id: string,
): Promise<void> {
  if (coolsFor === undefined) return;
  bed.clock.tick((coolsFor - 1) * 1_000);
  const [spent] = await countRequests(() => watchTrigger(bed, id, sees, () => bed.trigger(id)));
  assert.deepEqual(spent, { calls: 0, tokenRequests: 0 });
  bed.clock.tick(1_000);
}
