import assert from 'node:assert/strict';
import type { Fault } from '../../simulator/index';
import { until } from '../support/clock';
import { assertSent } from './support/failure';
import { devices, links, onTab } from './support/flow-nodes';
import { useTestBed } from './support/test-bed';

const LINKS = { path: '/api/v1/links/' };
const WAITING = 'yellow ring retry in 2 s';
const busy: Fault = { kind: 'answer', status: 503, headers: { 'retry-after': '2' } };

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
    assert.deepEqual(shown('devices'), ['blue dot fetching', 'green dot 4 devices']);
  });

  it('speaks of one link in the singular', async () => {
    await bed.deploy([links()]);
    await bed.trigger('links');
    assert.equal(shown('links').at(-1), 'green dot 1 link');
  });

  it('says how many seconds it waits before it tries again', async () => {
    await bed.deploy([links()]);
    bed.simulator.faults.add({ on: LINKS, fault: busy });
    const outcome = bed.trigger('links');
    await until(() => shown('links').includes(WAITING), 'it waits');
    bed.clock.tick(2_000);
    assertSent(await outcome);
    assert.deepEqual(shown('links'), [
      'blue dot fetching',
      WAITING,
      'blue dot fetching',
      'green dot 1 link',
    ]);
  });

  it('says the same on every node that waits for the sign-in', async () => {
    await bed.deploy([links(), devices()]);
    bed.simulator.faults.add({ on: { grant: 'password' }, fault: busy });
    const outcomes = [bed.trigger('links'), bed.trigger('devices')];
    await until(() => ['links', 'devices'].every((id) => shown(id).includes(WAITING)), 'both wait');
    bed.clock.tick(2_000);
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
    assert.equal(shown('links').at(-1), 'green dot 1 link');
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
    await until(() => texts().includes('1 link'), 'the last status arrives');
    assert.deepEqual(changes(texts()), ['fetching', '1 link']);
  });
});
