import assert from 'node:assert/strict';
import type { Fault } from '../../simulator/index';
import { passTime, pause, until } from '../support/clock';
import { assertSent } from './support/failure';
import { CATCH, CAUGHT, devices, links } from './support/flow-nodes';
import { useTestBed } from './support/test-bed';
import { tokenRequests } from './support/token-requests';

const LINKS = { path: '/api/v1/links/' };
const SIGN_IN = { grant: 'password' };
const busy: Fault = { kind: 'answer', status: 503, headers: { 'retry-after': '30' } };
const FOREVER = Number.POSITIVE_INFINITY;

// When a flow stops, the test bed checks that no connection and no timer is left,
// and that no promise was rejected without anybody noticing.
describe('a flow that is stopped', () => {
  const bed = useTestBed();

  /** Stops the flow, gives it time to misbehave, and checks that the nodes keep still. */
  async function assertStopsQuietly(...ids: string[]): Promise<void> {
    const before = bed.observer.complaints();
    await bed.stop();
    bed.clock.tick(3_600_000);
    await pause(50);
    assert.deepEqual(bed.observer.complaints(), before);
    assert.equal(bed.journal.received('out').length, 0);
    assert.equal(bed.journal.received('caught').length, 0);
    for (const id of ids) {
      assert.equal(bed.journal.completedBy(id), 0);
      const statuses = bed.observer.statusesOf(id);
      assert.equal(statuses.indexOf(''), statuses.length - 1, 'the cleared status is the last one');
    }
  }

  it('while a call waits for its answer keeps still', async () => {
    await bed.deploy([links(), CATCH, CAUGHT]);
    bed.simulator.faults.add({ on: LINKS, fault: { kind: 'hang' } });
    bed.journal.start('links');
    await until(() => bed.simulator.count(LINKS) === 1, 'the call arrives');
    await assertStopsQuietly('links');
  });

  it('while many calls wait for their answers or their place keeps still', async () => {
    await bed.deploy([links(), CATCH, CAUGHT]);
    bed.simulator.faults.add({ on: LINKS, fault: { kind: 'hang' }, times: FOREVER });
    for (let call = 0; call < 20; call++) bed.journal.start('links', { query: { call } });
    await until(() => bed.simulator.count(LINKS) === 4, 'as many calls as may arrive');
    await assertStopsQuietly('links');
  });

  it('while it waits to try again keeps still', async () => {
    await bed.deploy([links(), CATCH, CAUGHT]);
    bed.simulator.faults.add({ on: LINKS, fault: busy });
    bed.journal.start('links');
    const waiting = () => bed.observer.statusesOf('links').includes('yellow ring retry in 30 s');
    await until(waiting, 'it waits');
    await assertStopsQuietly('links');
    assert.equal(bed.simulator.count(LINKS), 1);
  });

  it('while two nodes wait for the sign-in keeps still', async () => {
    await bed.deploy([links(), devices(), CATCH, CAUGHT]);
    bed.simulator.faults.add({ on: SIGN_IN, fault: { kind: 'hang' } });
    bed.journal.start('links');
    bed.journal.start('devices');
    await until(() => bed.simulator.count(SIGN_IN) === 1, 'the sign-in arrives');
    await assertStopsQuietly('links', 'devices');
    assert.equal(bed.simulator.requests.length, 1);
  });

  it('while the sign-in waits to be tried again keeps still', async () => {
    await bed.deploy([links(), devices(), CATCH, CAUGHT]);
    bed.simulator.faults.add({ on: SIGN_IN, fault: busy });
    bed.journal.start('links');
    bed.journal.start('devices');
    const waiting = () => bed.observer.statusesOf('devices').includes('yellow ring retry in 30 s');
    await until(waiting, 'it waits');
    await assertStopsQuietly('links', 'devices');
    assert.equal(bed.simulator.requests.length, 1);
  });

  for (const auth of ['oauth2', 'token']) {
    it(`in the moment of the trigger asks for nothing, with ${auth}`, async () => {
      await bed.deploy([links(), CATCH, CAUGHT], { account: { auth } });
      bed.journal.start('links');
      await assertStopsQuietly('links');
      assert.equal(bed.simulator.requests.length, 0);
    });
  }

  it('with nothing in flight closes the connections that it kept', async () => {
    await bed.deploy([links()]);
    assertSent(await bed.trigger('links'));
    await bed.stop();
  });
});

describe('a flow that is deployed again', () => {
  const bed = useTestBed();

  it('drops what was in flight and works on', async () => {
    await bed.deploy([links(), CATCH, CAUGHT]);
    bed.simulator.faults.add({ on: LINKS, fault: { kind: 'hang' } });
    bed.journal.start('links', { topic: 'before' });
    await until(() => bed.simulator.count(LINKS) === 1, 'the call arrives');
    await bed.redeploy([links(), CATCH, CAUGHT], { account: { timeout: 10 } });
    assertSent(await bed.trigger('links', { topic: 'after' }));
    bed.clock.tick(3_600_000);
    await pause();
    const arrived = bed.journal.received('out').map(({ topic }) => topic);
    assert.deepEqual(arrived, ['after']);
    assert.equal(bed.journal.received('caught').length, 0);
    assert.equal(bed.journal.completedBy('links'), 1);
  });

  it('only in one node does not end the sign-in that another node waits for', async () => {
    await bed.deploy([links(), devices(), CATCH, CAUGHT]);
    bed.simulator.faults.add({ on: SIGN_IN, fault: { kind: 'delay', ms: 2_000 } });
    bed.journal.start('links');
    const outcome = bed.trigger('devices');
    await until(() => bed.simulator.count(SIGN_IN) === 1, 'the sign-in arrives');
    await bed.redeploy([links({ mode: 'items' }), devices(), CATCH, CAUGHT]);
    assertSent(await passTime(bed.clock, outcome));
    await pause();
    assert.deepEqual(tokenRequests(bed.simulator), ['password 200']);
    assert.equal(bed.simulator.count(LINKS), 0);
    assert.equal(bed.journal.completedBy('links'), 0);
    assert.equal(bed.journal.received('caught').length, 0);
  });

  it('only in one node keeps the token of the account', async () => {
    await bed.deploy([links(), devices()]);
    assertSent(await bed.trigger('links'));
    await bed.redeploy([links({ mode: 'items' }), devices()]);
    assertSent(await bed.trigger('links'));
    assert.deepEqual(tokenRequests(bed.simulator), ['password 200']);
  });
});
