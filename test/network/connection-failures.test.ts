import assert from 'node:assert/strict';
import type { Fault } from '../../simulator/index';
import { assertFailed, assertSent } from '../nodes/support/failure';
import { closedOrigin } from '../support/closed-origin';
import { certificates, needsOpenssl } from './support/certificates';
import { useNetworkBed } from './support/network-bed';
import { passWaits } from './support/pass-waits';

const auth = 'token';
const LINKS = '/api/v1/links/';

describe('a connection that fails', () => {
  needsOpenssl();
  const bed = useNetworkBed();
  const tls = () => ({ credentials: { cadata: certificates().ca } });

  const NOWHERE: [what: string, baseUrl: () => Promise<string>, reason: RegExp][] = [
    ['is refused', closedOrigin, /ECONNREFUSED/],
    [
      'leads to a name that does not exist',
      async () => 'https://inode.invalid/',
      /ENOTFOUND|EAI_AGAIN/,
    ],
  ];
  for (const [what, baseUrl, reason] of NOWHERE) {
    it(`because it ${what} is tried again as often as was set, and the status shows each wait`, async () => {
      await bed.deploy({ account: { auth, baseUrl: await baseUrl(), retries: 2 } });
      assert.match(assertFailed(await passWaits(bed), 'UNREACHABLE').message, reason);
      assert.equal(bed.waits.length, 2);
    });
  }

  it('because every address of a name refuses it is tried again', async () => {
    const { port } = new URL(await closedOrigin());
    await bed.deploy({ account: { auth, baseUrl: `https://localhost:${port}/`, retries: 1 } });
    assert.match(assertFailed(await passWaits(bed), 'UNREACHABLE').message, /ECONNREFUSED/);
    assert.equal(bed.waits.length, 1);
  });

  const BROKEN: [what: string, fault: Fault, code: string][] = [
    ['is reset before the answer', { kind: 'reset' }, 'UNREACHABLE'],
    ['is closed before the answer', { kind: 'close' }, 'UNREACHABLE'],
  ];
  for (const [what, fault, code] of BROKEN) {
    it(`because it ${what} is tried again, and the status shows the wait`, async () => {
      bed.simulator.faults.add({ fault, times: 2 });
      await bed.deploy({ account: { auth }, tls: tls() });
      assertSent(await passWaits(bed));
      assert.equal(bed.simulator.count({ path: LINKS }), 3);
      assert.equal(bed.waits.length, 2);
    });

    it(`because it ${what} again and again ends as ${code}`, async () => {
      bed.simulator.faults.add({ fault, times: Number.POSITIVE_INFINITY });
      await bed.deploy({ account: { auth }, tls: tls() });
      assertFailed(await passWaits(bed), code);
      assert.equal(bed.simulator.count({ path: LINKS }), 4);
    });
  }

  for (const kind of ['reset', 'close'] as const) {
    it(`because a sign-in got a ${kind} and no answer is tried again`, async () => {
      bed.simulator.faults.add({ on: { grant: 'password' }, fault: { kind } });
      await bed.deploy({ tls: tls() });
      assertSent(await passWaits(bed));
      assert.equal(bed.simulator.count({ grant: 'password' }), 2);
    });
  }

  it('in the middle of a body is tried again, and the status shows the wait', async () => {
    await bed.deploy({ account: { auth }, tls: tls() });
    bed.front.cutAnswers(2);
    assertSent(await passWaits(bed));
    assert.equal(bed.simulator.count({ path: LINKS }), 3);
    assert.equal(bed.waits.length, 2);
  });

  it('in the middle of a body again and again ends as ANSWER_INCOMPLETE', async () => {
    await bed.deploy({ account: { auth, retries: 1 }, tls: tls() });
    bed.front.cutAnswers(2);
    assertFailed(await passWaits(bed), 'ANSWER_INCOMPLETE');
    assert.equal(bed.simulator.count({ path: LINKS }), 2);
  });

  it('in the middle of the answer to a sign-in is not tried again: the token may have been issued', async () => {
    await bed.deploy({ tls: tls() });
    bed.front.cutAnswers(1);
    assertFailed(await passWaits(bed), 'ANSWER_INCOMPLETE');
    assert.equal(bed.simulator.count(), 1);
  });
});
