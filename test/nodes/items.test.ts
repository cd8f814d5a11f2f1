import assert from 'node:assert/strict';
import helper from 'node-red-node-test-helper';
import { pause } from '../support/clock';
import { doneStatus } from './support/done-status';
import { assertSent } from './support/failure';
import { devices, JOIN, links, onTab } from './support/flow-nodes';
import { partsOf, payloadOf } from './support/parts';
import { servedList } from './support/served';
import { useTestBed } from './support/test-bed';

describe('a list as one message per item', () => {
  const bed = useTestBed({ links: 3 });

  it('has parts that number the items, and an item as each payload', async () => {
    await bed.deploy([links({ mode: 'items' })]);
    const sent = assertSent(await bed.trigger('links'));
    assert.deepEqual(sent.map(payloadOf), await servedList(bed.simulator, 'links'));
    assert.deepEqual(
      partsOf(sent),
      [0, 1, 2].map((index) => ({ type: 'array', count: 3, index, len: 1 })),
    );
  });

  it('ends with the message that came in; all have its properties, each its own', async () => {
    await bed.deploy([links({ mode: 'items' })]);
    const message = { topic: 'now', extra: { a: 1 }, payload: 'old' };
    const sent = assertSent(await bed.trigger('links', message));
    assert.equal(sent.at(-1), message);
    assert(sent.every(({ topic, extra }) => topic === 'now' && Object(extra).a === 1));
    assert.equal(new Set(sent.map(({ extra }) => extra)).size, sent.length);
  });

  it('reports on the complete list in each message', async () => {
    await bed.deploy([links({ mode: 'items' })]);
    const sent = assertSent(await bed.trigger('links'));
    const infos = sent.map(({ inode }) => inode);
    assert(infos.every((inode) => Object(inode).count === 3));
    assert.equal(
      new Set(infos).size,
      sent.length,
      'a change in one message is not seen in another',
    );
  });

  it('gets a new id for every list', async () => {
    await bed.deploy([links({ mode: 'items' })]);
    const first = assertSent(await bed.trigger('links'));
    const second = assertSent(await bed.trigger('links'));
    assert.notEqual(Object(first[0]?.parts).id, Object(second[0]?.parts).id);
  });

  it('is rebuilt by the core join node', async () => {
    await bed.deploy([links({ mode: 'items', wires: [['join']] }), JOIN]);
    await bed.trigger('links', { topic: 'now' });
    const [joined] = await bed.journal.receives('out', 1);
    assert.deepEqual(joined?.payload, await servedList(bed.simulator, 'links'));
    assert.equal(joined?.topic, 'now');
    assert.equal(joined?.parts, undefined);
  });

  it('keeps the parts of the message that came in inside its own, as the core split node does', async () => {
    await bed.deploy([links({ mode: 'items' })]);
    const outer = { id: 'outer', type: 'array', count: 2, index: 1, len: 1 };
    const sent = assertSent(await bed.trigger('links', { parts: { ...outer } }));
    assert.deepEqual(
      sent.map(({ parts }) => Object(parts).parts),
      [outer, outer, outer],
    );
    assert.notEqual(Object(sent[0]?.parts).id, 'outer');
  });

  it('comes between a split node and two join nodes without a trace', async () => {
    await bed.deploy([
      onTab({ id: 'split', type: 'split', wires: [['links']] }),
      links({ mode: 'items', wires: [['join']] }),
      { ...JOIN, wires: [['outer-join']] },
      { ...JOIN, id: 'outer-join' },
    ]);
    helper.getNode('split').receive({ payload: ['first', 'second'] });
    const [joined] = await bed.journal.receives('out', 1);
    const list = await servedList(bed.simulator, 'links');
    assert.deepEqual(joined?.payload, [list, list]);
  });

  it('does not mix with the list of another node that the same message triggered', async () => {
    await bed.deploy([
      onTab({ id: 'start', type: 'helper', wires: [['links', 'devices']] }),
      links({ mode: 'items', wires: [['join']] }),
      devices({ mode: 'items', wires: [['join']] }),
      JOIN,
    ]);
    helper.getNode('start').send({ parts: { id: 'outer', index: 0 } });
    const joined = await bed.journal.receives('out', 2);
    const byResource = new Map(
      joined.map(({ inode, payload }) => [Object(inode).resource, payload]),
    );
    assert.deepEqual(byResource.get('links'), await servedList(bed.simulator, 'links'));
    assert.deepEqual(byResource.get('devices'), await servedList(bed.simulator, 'devices'));
  });
});

describe('an empty list as one message per item', () => {
  const bed = useTestBed({ links: 0 });

  it('sends nothing and is done', async () => {
    await bed.deploy([
      links({ mode: 'items' }),
      onTab({ id: 'complete', type: 'complete', scope: ['links'] }),
    ]);
    assert.deepEqual(assertSent(await bed.trigger('links')), []);
    await bed.journal.receives('complete', 1);
    await pause();
    assert.equal(bed.journal.received('out').length, 0);
    assert.equal(bed.observer.statusesOf('links').at(-1), doneStatus('0 links'));
  });
});
