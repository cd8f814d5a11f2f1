import assert from 'node:assert/strict';
import { pause, until } from '../support/clock';
import { assertFailed, assertSent } from './support/failure';
import { links } from './support/flow-nodes';
import { useTestBed } from './support/test-bed';
import { warningsOf } from './support/warnings-of';

const LINKS = { path: '/api/v1/links/' };

describe('the time-out', () => {
  const bed = useTestBed();

  /** Triggers the node while the service does not answer, and looks when it gives up. */
  async function assertGivesUpAfter(ms: number, requestTimeout?: unknown): Promise<void> {
    bed.simulator.faults.add({ on: LINKS, fault: { kind: 'hang' } });
    const outcome = bed.trigger('links', requestTimeout === undefined ? {} : { requestTimeout });
    await until(() => bed.simulator.count(LINKS) === 1, 'the request arrives');
    bed.clock.tick(ms - 1);
    await pause();
    assert.equal(bed.journal.completedBy('links'), 0);
    bed.clock.tick(1);
    assertFailed(await outcome, 'TIMEOUT');
    assert.equal(bed.simulator.count(LINKS), 1);
  }

  it('is 30 s by default', async () => {
    await bed.deploy([links()]);
    await assertGivesUpAfter(30_000);
  });

  it('is what the account says, in seconds', async () => {
    await bed.deploy([links()], { account: { timeout: '0.5' } });
    await assertGivesUpAfter(500);
  });

  it('is what msg.requestTimeout says, in milliseconds', async () => {
    await bed.deploy([links()]);
    await assertGivesUpAfter(250, 250);
  });

  it('takes msg.requestTimeout as text too, as the core HTTP request node does', async () => {
    await bed.deploy([links()]);
    await assertGivesUpAfter(45_000, '45000');
  });

  it('is named in the error', async () => {
    await bed.deploy([links()]);
    bed.simulator.faults.add({ on: LINKS, fault: { kind: 'hang' } });
    const outcome = bed.trigger('links', { requestTimeout: 250 });
    await until(() => bed.simulator.count(LINKS) === 1, 'the request arrives');
    bed.clock.tick(250);
    assert.match(assertFailed(await outcome, 'TIMEOUT').message, /no answer after 0\.25 s/);
  });

  for (const requestTimeout of ['soon', 0, -5, null, Number.NaN, Number.POSITIVE_INFINITY]) {
    it(`is that of the account, with a warning, where msg.requestTimeout is ${requestTimeout}`, async () => {
      await bed.deploy([links()], { account: { timeout: 2 } });
      await assertGivesUpAfter(2_000, requestTimeout);
      const [warning = '', ...others] = warningsOf(bed, 'links');
      assert.match(warning, /msg\.requestTimeout/);
      assert.deepEqual(others, []);
    });
  }

  it('does not count against the sign-in before the call', async () => {
    await bed.deploy([links()]);
    bed.simulator.faults.add({ on: { grant: 'password' }, fault: { kind: 'delay', ms: 5_000 } });
    const outcome = bed.trigger('links', { requestTimeout: 250 });
    await until(() => bed.simulator.count({ grant: 'password' }) === 1, 'the sign-in begins');
    bed.clock.tick(5_000);
    assertSent(await outcome);
  });
});
