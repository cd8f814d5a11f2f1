import assert from 'node:assert/strict';
import { passTime } from '../../support/clock';
import { assertFailed, assertSent } from './failure';
import { servedList } from './served';
import type { TestBed } from './test-bed';

/** Triggers the node `links`, which must get its list. */
export async function assertWorks(bed: TestBed): Promise<void> {
  const [message] = assertSent(await bed.trigger('links'));
  assert.deepEqual(message?.payload, await servedList(bed.simulator, 'links'));
}

/** Triggers the node `links`, which must fail and not even ask the service. */
export async function assertRefused(bed: TestBed, code: string, text: RegExp): Promise<void> {
  assert.match(assertFailed(await bed.trigger('links'), code).message, text);
  assert.equal(bed.simulator.requests.length, 0);
}

/** Triggers the node `links` on a service that is busy forever, and counts its calls. */
export async function assertAttempts(bed: TestBed, attempts: number): Promise<void> {
  const on = { path: '/api/v1/links/' };
  const fault = { kind: 'answer', status: 503, headers: { 'retry-after': '0' } } as const;
  bed.simulator.faults.add({ on, fault, times: Number.POSITIVE_INFINITY });
  const outcome = await passTime(bed.clock, bed.trigger('links'));
  assert.equal(assertFailed(outcome, 'SERVER_ERROR').statusCode, 503);
  assert.equal(bed.simulator.count(on), attempts);
}
