import assert from 'node:assert/strict';
import type { Fault } from '../../simulator/index';
import { passTime, until } from '../support/clock';
import { doneStatus } from './support/done-status';
import { assertSent } from './support/failure';
import { devices, links, onTab } from './support/flow-nodes';
import { useTestBed } from './support/test-bed';

const LINKS = { path: '/api/v1/links/' };
const WAITING = 'yellow ring retry in 4 s';
const busy: Fault = { kind: 'answer', status: 503, headers: { 'retry-after': '4' } };

/** The statuses without their immediate repetitions. */
function changes(statuses: readonly string[]): string[] {
  return statuses.filter((status, index) => status !== statuses[index - 1]);
}

describe('the status of a node', () => {
  const bed = useTestBed({ links: 1, devices: 4 });
  const shown = (id: string): string[] => changes(bed.observer.statusesOf(id));

  it('says that it works, then how many items there were', async () => {
    await bed.deploy([links(), devices()]);
    await bed.trigger('devices');
    assert.deepEqual(shown('devices'), ['blue dot fetching', doneStatus('4 devices')]);
  });

  it('speaks of one link in the singular', async () => {
    await bed.deploy([links()]);
    await bed.trigger('links');
    assert.equal(shown('links').at(-1), doneStatus('1 link'));
  });

  it('says how many seconds it waits before it tries again', async () => {
    await bed.deploy([links()]);
    bed.simulator.faults.add({ on: LINKS, fault: busy });
    const outcome = bed.trigger('links');
    await until(() => shown('links').includes(WAITING), 'it waits');
    bed.clock.tick(4_000);
    assertSent(await outcome);
    assert.deepEqual(shown('links'), [
      'blue dot fetching',
      WAITING,
      ...[3, 2, 1].map((seconds) => `yellow ring retry in ${seconds} s`),
      'blue dot fetching',
      doneStatus('1 link'),
    ]);
  });

  it('counts down while it waits', async () => {
    await bed.deploy([links()]);
    const fault: Fault = { kind: 'answer', status: 503, headers: { 'retry-after': '40' } };
    bed.simulator.faults.add({ on: LINKS, fault });
    const outcome = bed.trigger('links');
    await until(() => shown('links').includes('yellow ring retry in 40 s'), 'it waits');
    bed.clock.tick(3_000);
    assert.deepEqual(
      shown('links').slice(1),
      [40, 39, 38, 37].map((seconds) => `yellow ring retry in ${seconds} s`),
    );
    bed.clock.tick(36_999);
    assert.equal(shown('links').at(-1), 'yellow ring retry in 1 s');
    bed.clock.tick(1);
    assertSent(await outcome);
    assert.equal(shown('links').at(-1), doneStatus('1 link'));
  });

  it('says that nothing has arrived yet when the service takes more than two seconds', async () => {
    await bed.deploy([links()]);
    bed.simulator.faults.add({ on: LINKS, fault: { kind: 'delay', ms: 3_000 } });
    await passTime(bed.clock, bed.trigger('links'));
    assert.deepEqual(shown('links'), [
      'blue dot fetching',
      'blue dot fetching: 0 kB',
      doneStatus('1 link'),
    ]);
  });

  it('says when it was done by the clock of where Node-RED runs', async () => {
    bed.setEnvironment('TZ', 'America/St_Johns');
    await bed.deploy([links()]);
    await bed.trigger('links');
    assert.equal(shown('links').at(-1), 'green dot 1 link, 08:30');
  });

  it('says the same on every node that waits for the sign-in', async () => {
    await bed.deploy([links(), devices()]);
    bed.simulator.faults.add({ on: { grant: 'password' }, fault: busy });
    const outcomes = [bed.trigger('links'), bed.trigger('devices')];
    await until(() => ['links', 'devices'].every((id) => shown(id).includes(WAITING)), 'both wait');
    bed.clock.tick(4_000);
    for (const outcome of await Promise.all(outcomes)) assertSent(outcome);
  });

  it('says in a few words what went wrong', async () => {
    await bed.deploy([links()]);
    bed.simulator.faults.add({ on: LINKS, fault: { kind: 'answer', status: 404 } });
    await bed.trigger('links');
    assert.deepEqual(shown('links'), ['blue dot fetching', 'red ring not found']);
  });

  it('recovers with the next success', async () => {
    await bed.deploy([links()]);
    bed.simulator.faults.add({ on: LINKS, fault: { kind: 'answer', status: 404 } });
    await bed.trigger('links');
    await bed.trigger('links');
    assert.equal(shown('links').at(-1), doneStatus('1 link'));
  });

  it('is cleared when the node closes', async () => {
    await bed.deploy([links()]);
    await bed.trigger('links');
    await bed.stop();
    assert.equal(shown('links').at(-1), '');
  });

  it('reaches the core Status node', async () => {
    await bed.deploy([
      links(),
      onTab({ id: 'status', type: 'status', scope: ['links'], wires: [['seen']] }),
      onTab({ id: 'seen', type: 'helper' }),
    ]);
    await bed.trigger('links');
    const texts = () => bed.journal.received('seen').map(({ status }) => Object(status).text);
    await until(() => texts().length > 1, 'the last status arrives');
    assert.deepEqual(changes(texts()), [
      'fetching',
      doneStatus('1 link').replace('green dot ', ''),
    ]);
  });
});

describe('the status of a node that reads a long list', () => {
  const bed = useTestBed({ devices: 1_000 });

  it('says each second, from the third on, how much has arrived', async () => {
    await bed.deploy([devices()]);
    const drip: Fault = { kind: 'drip', bytes: 20_000, interval: 500 };
    bed.simulator.faults.add({ on: { path: '/api/v1/devices/' }, fault: drip });
    await passTime(bed.clock, bed.trigger('devices'));
    const [first, ...amounts] = changes(bed.observer.statusesOf('devices'));
    assert.equal(first, 'blue dot fetching');
    assert.equal(amounts.pop(), doneStatus('1000 devices'));
    const kilobytes = amounts.map((status) =>
      Number(/^blue dot fetching: (\d+) kB$/.exec(status)?.[1]),
    );
    assert(kilobytes.length > 1);
    assert.deepEqual(
      kilobytes,
      kilobytes.toSorted((a, b) => a - b),
    );
    assert((kilobytes.at(-1) ?? 0) > 10);
  });
});
