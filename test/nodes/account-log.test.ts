import assert from 'node:assert/strict';
import { assertFailed, assertSent } from './support/failure';
import { devices, links } from './support/flow-nodes';
import { runtime } from './support/node-red';
import { useTestBed } from './support/test-bed';

const MINUTE = 60_000;

describe('the log of an account', () => {
  const bed = useTestBed({ links: 1, devices: 2 });

  /** What the account has logged of its own, as `level text`. */
  function logged(): string[] {
    const levels = new Map([
      [runtime.log.WARN, 'warn'],
      [runtime.log.INFO, 'info'],
    ]);
    return bed.observer.log
      .filter(({ id }) => id === 'account')
      .map(({ level, msg }) => `${levels.get(level) ?? level} ${String(msg)}`);
  }

  const poll = () => Promise.all([bed.trigger('links'), bed.trigger('devices')]);

  it('has one line when an outage begins and one when it ends, however many messages fail', async () => {
    await bed.deploy([links(), devices()]);
    for (const outcome of await poll()) assertSent(outcome);
    bed.simulator.faults.add({
      fault: { kind: 'answer', status: 500 },
      times: Number.POSITIVE_INFINITY,
    });
    for (let minute = 0; minute < 25; minute++) {
      for (const outcome of await poll()) assertFailed(outcome, 'SERVER_ERROR');
      bed.clock.tick(MINUTE);
    }
    assert.deepEqual(logged(), [
      'warn The service cannot be used. The service failed (status 500). Try again later.',
    ]);
    bed.simulator.faults.clear();
    for (const outcome of await poll()) assertSent(outcome);
    assert.deepEqual(logged().slice(1), [
      'info The service can be used again after 25 min; failed calls: 50',
    ]);
  });

  it('has no line for a mistake of one message', async () => {
    await bed.deploy([links()]);
    bed.simulator.faults.add({
      on: { path: '/api/v1/links/' },
      fault: { kind: 'answer', status: 404 },
    });
    assertFailed(await bed.trigger('links'), 'NOT_FOUND');
    assert.deepEqual(logged(), []);
  });
});
