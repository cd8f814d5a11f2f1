import assert from 'node:assert/strict';
import type { NodeMessage } from 'node-red';
import { until } from '../support/clock';
import { changes, compare, payloadsOf, reportedBy, SILENCE } from './support/changes-bed';
import { devices, onTab } from './support/flow-nodes';
import { servedList } from './support/served';
import { useTestBed } from './support/test-bed';

/** A message of a sequence; only some of them have a `count`. */
function part(id: string, index: number, payload: unknown, count?: number): NodeMessage {
  const parts = { id, type: 'array', index, ...(count !== undefined && { count }) };
  return Object.assign({ payload }, { parts });
}

const items = (...ids: number[]) => ids.map((id) => ({ id }));

describe('a list in several messages', () => {
  const bed = useTestBed({ devices: 7, pageSize: 3 });
  const status = () => bed.observer.statusesOf('changes').at(-1);
  const warnings = () =>
    bed.observer.complaints().filter((text) => text.startsWith('A list was dropped'));

  it('is compared when the last of them has come, which alone may have the count', async () => {
    await bed.deploy(changes());
    await compare(bed, { payload: items(1, 2, 3) });
    for (const [index, payload] of items(1, 2).entries()) {
      assert.deepEqual(payloadsOf(await compare(bed, part('a', index, payload))), SILENCE);
      assert.equal(status(), `green dot ${index + 1} of ?`);
    }
    const reported = await compare(bed, part('a', 2, { id: 4 }, 3));
    assert.deepEqual(payloadsOf(reported), { added: [items(4)], changed: [], removed: [items(3)] });
    assert.equal(reported.removed[0]?.parts, undefined);
  });

  it('may come in any order, and one of its messages twice', async () => {
    await bed.deploy(changes({ first: 'added' }));
    const messages = [
      [2, 3],
      [0, 1],
      [0, 1],
    ] as const;
    for (const [index, id] of messages) await compare(bed, part('a', index, { id }, 3));
    const reported = await compare(bed, part('a', 1, { id: 2 }, 3));
    assert.deepEqual(payloadsOf(reported), { ...SILENCE, added: [items(1, 2, 3)] });
  });

  it('that stays incomplete is dropped with a warning when the next one begins', async () => {
    await bed.deploy(changes());
    await compare(bed, { payload: items(1, 2, 3) });
    await compare(bed, part('cut', 0, { id: 1 }, 3));
    await compare(bed, part('next', 0, { id: 1 }));
    assert.match(warnings().join(), /dropped: 1 of 3 messages/);
    // A late message of the dropped list neither completes it nor drops the next one.
    await compare(bed, part('cut', 1, { id: 2 }));
    assert.equal(status(), 'green dot late part ignored');
    const reported = await compare(bed, part('next', 1, { id: 2 }, 2));
    assert.deepEqual(payloadsOf(reported), { ...SILENCE, removed: [items(3)] });
    assert.equal(warnings().length, 1);
  });

  it('that stays incomplete is dropped, too, when a complete list comes or the topic is forgotten', async () => {
    await bed.deploy(changes());
    await compare(bed, part('a', 0, { id: 1 }));
    assert.deepEqual(payloadsOf(await compare(bed, { payload: items(1) })), SILENCE);
    assert.equal(warnings().length, 1);
    await compare(bed, part('b', 0, { id: 1 }));
    await compare(bed, { reset: true });
    assert.deepEqual(payloadsOf(await compare(bed, part('b', 1, { id: 2 }, 2))), SILENCE);
    assert.equal(status(), 'green dot 1 of 2');
    assert.equal(warnings().length, 1);
  });

  it('is compared though two others have begun between its messages', async () => {
    await bed.deploy(changes());
    await compare(bed, { payload: items(1, 2, 3) });
    for (const id of ['a', 'b', 'c']) await compare(bed, part(id, 0, { id: 1 }));
    const reported = [];
    for (const id of ['a', 'b', 'c'])
      reported.push(payloadsOf(await compare(bed, part(id, 1, { id: 2 }, 2))));
    assert.deepEqual(reported, [SILENCE, SILENCE, { ...SILENCE, removed: [items(3)] }]);
  });

  it('keeps the parts that it had before', async () => {
    await bed.deploy(changes({ first: 'added' }));
    const message = part('a', 0, { id: 1 }, 1);
    const outer = { id: 'outer', index: 3 };
    Object.assign(Object(message.parts), { parts: outer });
    const { added } = await compare(bed, message);
    assert.deepEqual(added[0]?.parts, outer);
  });

  it('is collected for each of three topics whose messages are interleaved', async () => {
    await bed.deploy(changes());
    const topics = ['a', 'b', 'c'];
    const round = async (id: string, lists: (topic: string) => object[]) => {
      const reported = new Map<string, unknown>();
      for (let index = 0; index < 2; index++) {
        for (const topic of topics) {
          const message = part(`${topic} ${id}`, index, lists(topic)[index], 2);
          reported.set(topic, payloadsOf(await compare(bed, Object.assign(message, { topic }))));
        }
      }
      return reported;
    };
    const before = await round('first', (topic) => [{ id: 1, topic }, { id: 2 }]);
    assert.deepEqual([...before.values()], [SILENCE, SILENCE, SILENCE]);
    const after = await round('second', (topic) => [{ id: 3, topic }, { id: 2 }]);
    for (const topic of topics) {
      assert.deepEqual(after.get(topic), {
        added: [[{ id: 3, topic }]],
        changed: [],
        removed: [[{ id: 1, topic }]],
      });
    }
    assert.deepEqual(warnings(), []);
  });

  it('comes from the core split node', async () => {
    const split = onTab({ id: 'split', type: 'split', wires: [['changes']] });
    await bed.deploy([split, ...changes({ first: 'added' })]);
    bed.journal.start('split', { payload: items(1, 2, 3) });
    await bed.journal.receives('changes-added', 1);
    assert.deepEqual(payloadsOf(reportedBy(bed)), { ...SILENCE, added: [items(1, 2, 3)] });
  });

  it('is complete immediately where an object of lists was split', async () => {
    await bed.deploy(changes({ first: 'added' }));
    const message = Object.assign({ payload: items(1, 2) }, { parts: { id: 'a', type: 'object' } });
    const reported = await compare(bed, message);
    assert.deepEqual(payloadsOf(reported), { ...SILENCE, added: [items(1, 2)] });
  });

  it('whose fetch fails in the middle is not compared, nor is the one after it mistaken', async () => {
    const flow = [
      devices({ mode: 'pages', wires: [['changes']] }),
      ...changes({ watch: 'only', fields: [{ path: 'name', threshold: '' }] }),
    ];
    await bed.deploy(flow, { account: { retries: 0 } });
    const compared = () => bed.observer.statusesOf('changes').includes('green dot +0 ~0 -0');
    await bed.trigger('devices');
    await until(compared, 'the first list is compared');
    const on = { path: '/api/v1/devices/' };
    bed.simulator.faults.add({ on, fault: { kind: 'answer', status: 500 }, after: 2 });
    const { error, sent } = await bed.trigger('devices');
    assert.equal(Object(error).code, 'SERVER_ERROR');
    assert(sent.length > 0, 'a part of the list was sent');
    const completed = bed.journal.completedBy('changes');
    await bed.trigger('devices');
    await until(() => bed.journal.completedBy('changes') >= completed + 3, 'the next is compared');
    assert.deepEqual(payloadsOf(reportedBy(bed)), SILENCE);
    assert.equal(status(), 'green dot +0 ~0 -0');
    assert.equal(warnings().length, 1);
  });

  for (const mode of ['list', 'items', 'pages'] as const) {
    it(`comes from a node that sends ${mode}`, async () => {
      await bed.deploy([
        devices({ mode, wires: [['changes']] }),
        ...changes({ first: 'added', watch: 'only', fields: [{ path: 'name', threshold: '' }] }),
      ]);
      const list = await servedList(bed.simulator, 'devices');
      await bed.trigger('devices');
      await bed.journal.receives('changes-added', 1);
      assert.deepEqual(payloadsOf(reportedBy(bed)), { ...SILENCE, added: [list] });
      const completed = bed.journal.completedBy('changes');
      await bed.trigger('devices');
      const done = () => bed.journal.completedBy('changes') === 2 * completed;
      await until(done, 'the second list is compared');
      assert.deepEqual(payloadsOf(reportedBy(bed)), { ...SILENCE, added: [list] });
    });
  }
});
