import assert from 'node:assert/strict';
import type { NodeMessage } from 'node-red';
import type { Fault } from '../../simulator/index';
import { passTime, pause, until } from '../support/clock';
import { doneStatus } from './support/done-status';
import { CATCH, CAUGHT, devices, inodeRequest, links } from './support/flow-nodes';
import { useTestBed } from './support/test-bed';

const LINKS = { path: '/api/v1/links/' };
const SLOW: Fault = { kind: 'delay', ms: 1_000 };

describe('the messages of a node', () => {
  const bed = useTestBed();

  /** What has left a node so far, or failed there, by the numbers of the messages. */
  const ended = (id: 'out' | 'caught') => bed.journal.received(id).map(({ topic }) => topic);

  function start(id: string, topics: readonly string[], message: object = {}): void {
    for (const topic of topics) {
      const different: NodeMessage = { topic, ...message };
      bed.journal.start(id, Object.assign(different, { query: { topic } }));
    }
  }

  for (const mode of ['list', 'items', 'pages'] as const) {
    it(`leave in the order in which they came, though the first answer is the last, as ${mode}`, async () => {
      await bed.deploy([links({ mode }), CATCH, CAUGHT]);
      await bed.trigger('links', { topic: '0' });
      const before = bed.simulator.count(LINKS);
      bed.simulator.faults.add({ on: LINKS, fault: SLOW, times: 1 });
      start('links', ['1', '2', '3']);
      await until(() => bed.simulator.count(LINKS) >= before + 3, 'all three are asked for');
      await pause();
      assert.deepEqual([...new Set(ended('out'))], ['0']);
      bed.clock.tick(1_000);
      await until(() => bed.journal.completedBy('links') === 4, 'all are done');
      await pause();
      assert.deepEqual([...new Set(ended('out'))], ['0', '1', '2', '3']);
      assert.deepEqual(
        ended('out'),
        ended('out').toSorted((a, b) => Number(a) - Number(b)),
      );
    });
  }

  it('leave in their order where they are requests with a body', async () => {
    const request = inodeRequest({
      path: 'v1/links/',
      method: 'POST',
      bodyType: 'json',
      body: '{}',
    });
    await bed.deploy([request, CATCH, CAUGHT]);
    await bed.trigger('request', { topic: '0' });
    const ok: Fault = { kind: 'answer', status: 200, body: '{}' };
    bed.simulator.faults.add({ on: LINKS, fault: SLOW, times: 1 });
    bed.simulator.faults.add({ on: LINKS, fault: ok, times: 3 });
    const before = bed.simulator.count(LINKS);
    start('request', ['1', '2', '3']);
    await until(() => bed.simulator.count(LINKS) === before + 3, 'all three are asked for');
    await pause();
    const early = [...ended('out'), ...ended('caught')];
    assert(!early.includes('2') && !early.includes('3'), early.join());
    bed.clock.tick(1_000);
    await until(() => bed.journal.completedBy('request') === 4, 'all are done');
  });

  it('that fail do so in their order, too', async () => {
    await bed.deploy([links(), CATCH, CAUGHT]);
    await bed.trigger('links', { topic: '0' });
    bed.simulator.faults.add({ on: LINKS, fault: SLOW, times: 1 });
    start('links', ['1']);
    await until(() => bed.simulator.count(LINKS) === 2, 'the first is asked for');
    bed.simulator.faults.add({ on: LINKS, fault: { kind: 'answer', status: 404 }, times: 1 });
    start('links', ['2']);
    await until(() => bed.simulator.count(LINKS) === 3, 'the second is asked for');
    await pause();
    assert.deepEqual(ended('caught'), []);
    bed.clock.tick(1_000);
    await bed.journal.receives('caught', 1);
    assert.deepEqual([ended('out'), ended('caught')], [['0', '1'], ['2']]);
  });

  it('need no more than one place in the account', async () => {
    await bed.deploy([links(), CATCH, CAUGHT], { account: { concurrency: 1 } });
    await bed.trigger('links', { topic: '0' });
    const busy: Fault = { kind: 'answer', status: 503 };
    bed.simulator.faults.add({ on: LINKS, fault: busy, times: 1 });
    start('links', ['1', '2']);
    // The first one waits to be repeated, and needs the place that the second has had.
    await passTime(
      bed.clock,
      until(() => bed.journal.completedBy('links') === 3, 'all are done'),
    );
    await pause();
    assert.deepEqual(ended('out'), ['0', '1', '2']);
  });

  it('do not wait for those of another node', async () => {
    await bed.deploy([links(), devices(), CATCH, CAUGHT]);
    await bed.trigger('devices');
    bed.simulator.faults.add({ on: LINKS, fault: { kind: 'hang' }, times: 1 });
    start('links', ['1']);
    const { error } = await bed.trigger('devices');
    assert.equal(error, undefined);
  });

  it('are a thousand at the most, and the next one ends immediately as BUSY', async () => {
    await bed.deploy([links(), CATCH, CAUGHT]);
    bed.simulator.faults.add({ on: LINKS, fault: SLOW, times: 1 });
    for (let count = 0; count < 1_000; count++) bed.journal.start('links', { topic: 'early' });
    const { error } = await bed.trigger('links', { topic: 'late' });
    assert.equal(Object(error).code, 'BUSY');
    assert.match(String(Object(error).message), /1000 messages .* Trigger less often/);
    assert.deepEqual(bed.observer.statusesOf('links').at(-1), 'red ring busy');
    await until(() => bed.simulator.count(LINKS) === 1, 'the list is asked for');
    bed.clock.tick(1_000);
    await until(() => bed.journal.completedBy('links') === 1_001, 'all are done');
    assert.equal(bed.simulator.count(LINKS), 1);
  });
});

describe('a node that skips messages while it is at work', () => {
  const bed = useTestBed();

  it('ends them immediately without output, and counts them in its status', async () => {
    await bed.deploy([links({ overlap: 'skip' }), CATCH, CAUGHT]);
    await bed.trigger('links');
    bed.simulator.faults.add({ on: LINKS, fault: SLOW, times: 1 });
    const first = bed.trigger('links', { topic: '1' });
    await until(() => bed.simulator.count(LINKS) === 2, 'the first is asked for');
    for (const topic of ['2', '3']) {
      assert.deepEqual(await bed.trigger('links', { topic }), { sent: [], error: undefined });
    }
    assert.equal(bed.observer.statusesOf('links').at(-1), 'blue dot fetching (2 skipped)');
    bed.clock.tick(1_000);
    assert.equal((await first).sent.length, 1);
    assert.equal(bed.observer.statusesOf('links').at(-1), `${doneStatus('24 links')} (2 skipped)`);
    await bed.trigger('links');
    assert.equal(bed.observer.statusesOf('links').at(-1), doneStatus('24 links'));
    assert.equal(bed.simulator.count(LINKS), 3);
  });

  it('says so where a flow that was written by hand has another choice', async () => {
    const overlap: 'skip' = JSON.parse('"drop"');
    await bed.deploy([links({ overlap }), CATCH, CAUGHT]);
    const { error } = await bed.trigger('links');
    assert.equal(Object(error).code, 'CONFIG_INVALID');
    assert.match(String(Object(error).message), /wait, skip/);
  });
});
