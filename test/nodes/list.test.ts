import assert from 'node:assert/strict';
import type { NodeMessage } from 'node-red';
import { until } from '../support/clock';
import { doneStatus } from './support/done-status';
import { assertSent } from './support/failure';
import { devices, links } from './support/flow-nodes';
import { servedList, servedText } from './support/served';
import { useTestBed } from './support/test-bed';
import { without } from './support/without';

const LINKS = '/api/v1/links/';
const JSON_TYPE = { 'content-type': 'application/json' };

describe('a list in one message', () => {
  const bed = useTestBed();

  it('is sent in the message object that came in, its other properties kept', async () => {
    await bed.deploy([links()]);
    const extra = { deep: [1, { a: true }] };
    const message: NodeMessage = { topic: 'now', payload: 'old', extra };
    const [sent, ...others] = assertSent(await bed.trigger('links', message));
    assert.equal(sent, message);
    assert.deepEqual(others, []);
    assert.deepEqual(Object.keys(sent), ['topic', 'payload', 'extra', '_msgid', 'inode']);
    assert.equal(sent.topic, 'now');
    assert.equal(sent.extra, extra);
    assert.deepEqual(extra, { deep: [1, { a: true }] });
  });

  for (const [list, node] of [['links', links] as const, ['devices', devices] as const]) {
    it(`of ${list} has for its payload exactly what the service sent`, async () => {
      await bed.deploy([node()]);
      const [message] = assertSent(await bed.trigger(list));
      assert.deepEqual(message?.payload, await servedList(bed.simulator, list));
    });
  }

  it('is fetched with one request that has the bare flag no_pagination', async () => {
    await bed.deploy([links({ query: [{ name: 'grid', value: 'a', type: 'str' }] })]);
    await bed.trigger('links');
    const requests = bed.simulator.requests.filter(({ path }) => path === LINKS);
    assert.deepEqual(
      requests.map(({ method, search }) => `${method} ?${search}`),
      ['GET ?no_pagination&grid=a'],
    );
  });

  it('is followed to its end where the service sends pages all the same', async () => {
    await bed.deploy([links()]);
    bed.simulator.faults.add({
      on: { path: LINKS, search: 'no_pagination' },
      fault: {
        kind: 'answer',
        status: 200,
        headers: JSON_TYPE,
        body: await servedText(bed.simulator, 'v1/links/?page_size=10'),
      },
    });
    const [message] = assertSent(await bed.trigger('links'));
    assert.deepEqual(message?.payload, await servedList(bed.simulator, 'links'));
    assert.equal(Object(message?.inode).requests, 3);
  });

  it('keeps whole numbers that JavaScript cannot hold as strings of their digits', async () => {
    await bed.deploy([links()]);
    const body =
      '[{"id":9007199254740993,"text":"9007199254740993"},{"id":9007199254740991,"of":[-18446744073709551616]}]';
    bed.simulator.faults.add({
      on: { path: LINKS },
      fault: { kind: 'answer', status: 200, headers: JSON_TYPE, body },
    });
    const [message] = assertSent(await bed.trigger('links'));
    assert.deepEqual(message?.payload, [
      { id: '9007199254740993', text: '9007199254740993' },
      { id: 9007199254740991, of: ['-18446744073709551616'] },
    ]);
  });

  it('reports in msg.inode what was fetched, when, how long it took and by how many requests', async () => {
    await bed.deploy([devices()]);
    const { faults } = bed.simulator;
    const path = '/api/v1/devices/';
    faults.add({
      on: { path },
      fault: { kind: 'answer', status: 503, headers: { 'retry-after': '5' } },
    });
    const outcome = bed.trigger('devices');
    await until(
      () => bed.observer.statusesOf('devices').includes('yellow ring retry in 5 s'),
      'it waits',
    );
    bed.clock.tick(5_000);
    const [message] = assertSent(await outcome);
    assert.deepEqual(message?.inode, {
      resource: 'devices',
      count: 14,
      requestedAt: '2026-03-02T12:00:00.000Z',
      fetchedAt: '2026-03-02T12:00:05.000Z',
      durationMs: 5_000,
      requests: 2,
      serviceTime: '2026-03-02T12:00:05.000Z',
    });
  });

  it('overwrites the msg.inode of a node before it', async () => {
    await bed.deploy([links({ wires: [['devices']] }), devices()]);
    bed.journal.start('links', {});
    const [message] = await bed.journal.receives('out', 1);
    assert.equal(Object(message?.inode).resource, 'devices');
    assert.deepEqual(message?.payload, await servedList(bed.simulator, 'devices'));
  });

  it('is the same for a node that was saved before it had a mode or a query', async () => {
    const saved = without(links(), 'mode', 'query');
    await bed.deploy([{ ...saved, id: 'links', type: 'inode-links' }]);
    const [message] = assertSent(await bed.trigger('links'));
    assert.deepEqual(message?.payload, await servedList(bed.simulator, 'links'));
  });
});

describe('an empty list in one message', () => {
  const bed = useTestBed({ links: 0 });

  it('is a result', async () => {
    await bed.deploy([links()]);
    const [message] = assertSent(await bed.trigger('links'));
    assert.deepEqual(message?.payload, []);
    assert.equal(Object(message?.inode).count, 0);
    assert.equal(bed.observer.statusesOf('links').at(-1), doneStatus('0 links'));
  });
});
