import assert from 'node:assert/strict';
import helper from 'node-red-node-test-helper';
import { assertBrokenOff, assertSent } from './support/failure';
import { devices, JOIN, links, onTab } from './support/flow-nodes';
import { partsOf, payloadOf } from './support/parts';
import { servedList } from './support/served';
import { useTestBed } from './support/test-bed';

describe('a list as one message per page', () => {
  const bed = useTestBed({ links: 25, devices: 14, pageSize: 10 });

  it('is asked for without no_pagination', async () => {
    await bed.deploy([links({ mode: 'pages' })]);
    await bed.trigger('links');
    const searches = bed.simulator.requests.map(({ path, search }) => `${path}?${search}`).slice(1);
    assert.deepEqual(searches, [
      '/api/v1/links/?',
      '/api/v1/links/?page=2',
      '/api/v1/links/?page=3',
    ]);
  });

  it('is asked for once where 30 nodes want it at the same moment, page after page', async () => {
    const nodes = Array.from({ length: 30 }, (_, index) =>
      links({ id: `links${index}`, mode: 'pages' }),
    );
    await bed.deploy(nodes);
    const outcomes = await Promise.all(nodes.map(({ id }) => bed.trigger(id)));
    const list = await servedList(bed.simulator, 'links');
    for (const outcome of outcomes) {
      assert.deepEqual(assertSent(outcome).flatMap(payloadOf), list);
    }
    const asked = bed.simulator.requests.filter(({ path }) => path === '/api/v1/links/');
    assert.deepEqual(
      asked.map(({ search }) => search),
      ['', 'page=2', 'page=3', 'no_pagination'],
    );
  });

  it('has parts that number the pages, the last one with their count, and items as each payload', async () => {
    await bed.deploy([links({ mode: 'pages' })]);
    const sent = assertSent(await bed.trigger('links'));
    const list = await servedList(bed.simulator, 'links');
    assert.deepEqual(sent.map(payloadOf), [list.slice(0, 10), list.slice(10, 20), list.slice(20)]);
    assert.deepEqual(partsOf(sent), [
      { type: 'array', index: 0, len: 10 },
      { type: 'array', index: 1, len: 10 },
      { type: 'array', count: 3, index: 2, len: 10 },
    ]);
  });

  it('reports in each message where it comes from, and in the last one on the complete list', async () => {
    await bed.deploy([links({ mode: 'pages' })]);
    const sent = assertSent(await bed.trigger('links'));
    assert.deepEqual(
      sent.map(({ inode }) => inode),
      [
        { resource: 'links' },
        { resource: 'links' },
        {
          resource: 'links',
          count: 25,
          total: 25,
          requestedAt: '2026-03-02T12:00:00.000Z',
          fetchedAt: '2026-03-02T12:00:00.000Z',
          durationMs: 0,
          requests: 3,
          serviceTime: '2026-03-02T12:00:00.000Z',
        },
      ],
    );
  });

  it('reports all in its message where it is one page', async () => {
    await bed.deploy([links({ mode: 'pages' })]);
    const sent = assertSent(await bed.trigger('links', { query: { page_size: 25 } }));
    assert.deepEqual(partsOf(sent), [{ type: 'array', count: 1, index: 0, len: 25 }]);
    assert.equal(Object(sent[0]?.inode).count, 25);
  });

  for (const size of [1, 2, 25, 100]) {
    it(`is rebuilt by the core join node from pages of ${size}`, async () => {
      await bed.deploy([links({ mode: 'pages', wires: [['join']] }), JOIN]);
      const sent = assertSent(await bed.trigger('links', { query: { page_size: size } }));
      assert.equal(sent.length, Math.ceil(25 / size));
      const [joined] = await bed.journal.receives('out', 1);
      assert.deepEqual(joined?.payload, await servedList(bed.simulator, 'links'));
    });
  }

  it('does not mix with the pages of another node that the same message triggered', async () => {
    await bed.deploy([
      onTab({ id: 'start', type: 'helper', wires: [['links', 'devices']] }),
      links({ mode: 'pages', wires: [['join']] }),
      devices({ mode: 'pages', wires: [['join']] }),
      JOIN,
    ]);
    helper.getNode('start').send({});
    const joined = await bed.journal.receives('out', 2);
    const lengths = joined.map(({ payload }) => Object(payload).length);
    assert.deepEqual(new Set(lengths), new Set([14, 25]));
  });

  it('has no count where the last page fails', async () => {
    await bed.deploy([links({ mode: 'pages' })]);
    bed.simulator.faults.add({
      on: { search: /page=3/ },
      fault: { kind: 'answer', status: 500 },
      times: Number.POSITIVE_INFINITY,
    });
    const sent = assertBrokenOff(await bed.trigger('links'), 'SERVER_ERROR');
    const list = await servedList(bed.simulator, 'links');
    assert.deepEqual(sent.map(payloadOf), [list.slice(0, 10), list.slice(10, 20)]);
  });
});

describe('an empty list as one message per page', () => {
  const bed = useTestBed({ links: 0 });

  it('is one empty page, of which the core join node makes the empty list', async () => {
    await bed.deploy([links({ mode: 'pages', wires: [['join']] }), JOIN]);
    const sent = assertSent(await bed.trigger('links'));
    assert.deepEqual(sent.map(payloadOf), [[]]);
    const [joined] = await bed.journal.receives('out', 1);
    assert.deepEqual(joined?.payload, []);
  });
});
