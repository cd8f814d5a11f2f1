import assert from 'node:assert/strict';
import { useSimulator } from '../../../simulator/test/support';
import { until, useFakeClock } from '../../support/clock';
import { fetchAll } from '../../support/fetch-all';
import { useInode } from '../../support/use-inode';
import { Watcher } from '../../support/watcher';

const TOKEN = { path: '/api/oauth/token/' };
const LINKS = { path: '/api/v1/links/' };
const MINUTE = 60_000;

describe('an iNode account that is closed', () => {
  const simulator = useSimulator();
  const inode = useInode(simulator);
  const clock = useFakeClock();

  /** Closes an account while two callers wait for this many requests; nothing may follow. */
  async function closeDuring(on: { readonly path: string }, requests: number): Promise<void> {
    simulator.current.faults.add({ on, fault: { kind: 'hang' }, times: Number.POSITIVE_INFINITY });
    const account = inode();
    const outcome = Promise.allSettled([fetchAll(account), fetchAll(account)]);
    await until(() => simulator.current.count(on) === requests);
    await account.close();
    await clock.pass(MINUTE);
    const statuses = (await outcome).map(({ status }) => status);
    assert.deepEqual(statuses, ['rejected', 'rejected']);
    assert.equal(simulator.current.count(on), requests);
    assert.equal(clock.timers, 0);
  }

  it('ends the sign-in that is under way, and sends nothing after it', () => closeDuring(TOKEN, 1));

  it('ends the call that is under way for both, and sends nothing after it', () =>
    closeDuring(LINKS, 1));

  it('ends the wait for a retry', async () => {
    const headers = { 'retry-after': '30' };
    simulator.current.faults.add({ on: LINKS, fault: { kind: 'answer', status: 503, headers } });
    const account = inode();
    const watcher = new Watcher();
    const outcome = Promise.allSettled([fetchAll(account, watcher)]);
    await until(() => watcher.waits.length === 1);
    await account.close();
    await clock.pass(MINUTE);
    assert.equal((await outcome)[0]?.status, 'rejected');
    assert.equal(simulator.current.count(LINKS), 1);
  });

  it('answers no further call', async () => {
    const account = inode();
    await fetchAll(account);
    await account.close();
    await assert.rejects(fetchAll(account));
    assert.equal(simulator.current.count(LINKS), 1);
  });
});
