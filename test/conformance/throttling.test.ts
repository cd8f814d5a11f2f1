import assert from 'node:assert/strict';
import { assertBrokenOff, assertFailed, assertSent } from '../nodes/support/failure';
import { links } from '../nodes/support/flow-nodes';
import type { Outcome } from '../nodes/support/journal';
import { payloadOf } from '../nodes/support/parts';
import { useConformanceRig } from './conformance-rig';
import { listRequests, type SeenRequest } from './request-log';

describe('a Django REST Framework that throttles to two requests a minute', () => {
  const rig = useConformanceRig({ throttle: '2/min' });

  it('makes the third call fail, which says how long to wait', async () => {
    const flow = await rig.deploy([links()], { account: { retries: 0 } });
    assertSent(await flow.trigger('links'));
    assertSent(await flow.trigger('links'));
    const outcome = await flow.trigger('links');
    assertFailed(outcome, 'RATE_LIMITED');
    assertSaysHowLong(outcome);
    assert.deepEqual(statuses(await rig.django.requests()), [200, 200, 429]);
  });

  it('never makes half a list pass for all of it, where it stops between two pages', async () => {
    const flow = await rig.deploy([links({ mode: 'pages' })], { account: { retries: 0 } });
    const outcome = await flow.trigger('links', { query: { page_size: 20 } });
    assert.equal(assertBrokenOff(outcome, 'RATE_LIMITED').length, 2);
    assertSaysHowLong(outcome);
    assert.deepEqual(statuses(await rig.django.requests()), [200, 200, 429]);
  });
});

describe('a Django REST Framework that throttles to two requests a second', () => {
  const rig = useConformanceRig({ throttle: '2/sec' });

  it('is waited for as long as it asks, and then the list arrives', async () => {
    const flow = await rig.deploy([links()]);
    for (let poll = 1; poll <= 3; poll++) {
      assert.deepEqual(assertSent(await flow.trigger('links')).map(payloadOf), [rig.links]);
    }
    assert.deepEqual(statuses(await rig.django.requests()), [200, 200, 429, 200]);
  });
});

function statuses(requests: readonly SeenRequest[]): number[] {
  return listRequests(requests).map(({ status }) => status);
}

function assertSaysHowLong({ error }: Outcome): void {
  assert(error instanceof Error && 'retryAfter' in error && 'statusCode' in error);
  const { retryAfter, statusCode } = error;
  assert.equal(statusCode, 429);
  assert(
    typeof retryAfter === 'number' && retryAfter > 40 && retryAfter <= 60,
    `${String(retryAfter)} s`,
  );
}
