import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Lab, needsWire, useLab, WAYS, type Way } from './support/lab';
import { reportOutcome } from './support/report';
import { ADDRESSES, type WireChange } from './support/wire';

/** Milliseconds of a round trip. */
const ROUND_TRIP = 200;

/** Milliseconds between two polls, in which their connection is idle. */
const IDLE = 2_000;

const CHANGES = [
  { title: 'a modem reconnected', change: { address: ADDRESSES.nearAfterwards } },
  { title: 'a router lost its memory', change: { forget: true } },
];

describe('a kept connection whose other end is out of reach', () => {
  needsWire();
  const labs = useLab();

  /** An account with a kept connection that has been idle, and then died without a word. */
  async function withDeadConnection(way: Way, change: WireChange): Promise<Lab> {
    const lab = await labs.start({ roundTrip: ROUND_TRIP });
    await lab.open('account', way, 3);
    assert.equal((await lab.get('account')).code, 'ok');
    await sleep(IDLE);
    await lab.wire.change(change);
    await lab.requests();
    return lab;
  }

  for (const { title, change } of CHANGES) {
    for (const way of WAYS) {
      it(`costs a poll less than 3 s and no retry after ${title}, by ${way}`, async () => {
        const lab = await withDeadConnection(way, change);
        const outcome = await lab.get('account');
        reportOutcome(outcome);
        assert.equal(outcome.code, 'ok', outcome.reason);
        assert.equal(outcome.retries, 0);
        assert(outcome.ms < 3_000);
      });
    }
  }

  it('does not get a request that must not be sent twice', async () => {
    const lab = await withDeadConnection('https', { forget: true });
    const { code, reason } = await lab.post('account');
    assert.equal(code, 'ok', reason);
    const seen = await lab.requests();
    assert.deepEqual(
      seen.map(({ method }) => method),
      ['POST'],
    );
  });
});

describe('a kept connection that still works', () => {
  needsWire();
  const labs = useLab();

  it('does not ask a slow service twice', async () => {
    const lab = await labs.start({ roundTrip: ROUND_TRIP });
    await lab.open('account', 'https', 3);
    for (let poll = 0; poll < 3; poll++) {
      assert.equal((await lab.get('account', 'v1/links/?wait=4000')).code, 'ok');
      await sleep(IDLE);
    }
    assert.equal((await lab.requests()).length, 3);
  });
});
