import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import type { NodeMessage } from 'node-red';
import { changes, compare, payloadsOf, SILENCE } from './support/changes-bed';
import { assertFailed } from './support/failure';
import { JOIN } from './support/flow-nodes';
import { partsOf } from './support/parts';
import { useTestBed } from './support/test-bed';

const ONE = { id: 1, status: 'Live' };
const TWO = { id: 2, status: 'Live' };
const OFFLINE = { ...ONE, status: 'Offline' };
const THREE = { id: 3 };
const FOUR = { id: 4 };
const CHANGED = {
  key: 1,
  item: OFFLINE,
  changes: [{ path: 'status', old: 'Live', new: 'Offline' }],
};

describe('the changes of a list', () => {
  const bed = useTestBed();
  const status = () => bed.observer.statusesOf('changes').at(-1);

  it('leave by three outputs, as one message for each kind', async () => {
    await bed.deploy(changes());
    assert.deepEqual(payloadsOf(await compare(bed, { payload: [ONE, TWO] })), SILENCE);
    assert.equal(status(), 'green dot +0 ~0 -0');
    const reported = await compare(bed, { payload: [OFFLINE, THREE, FOUR] });
    assert.deepEqual(payloadsOf(reported), {
      added: [[THREE, FOUR]],
      changed: [[CHANGED]],
      removed: [[TWO]],
    });
    assert.equal(status(), 'green dot +2 ~1 -1');
  });

  it('leave in the message that came in and copies of it, with its other properties', async () => {
    await bed.deploy(changes());
    await compare(bed, { payload: [ONE, TWO] });
    const inode = { resource: 'devices', count: 2 };
    const message = { payload: [OFFLINE, THREE], inode, extra: { a: 1 } };
    const { sent } = await bed.trigger('changes', message);
    assert.equal(sent.length, 3);
    assert.equal(sent.at(-1), message);
    for (const each of sent) {
      assert.deepEqual([each.inode, each.extra], [inode, { a: 1 }]);
    }
    assert.equal(new Set(sent.map(({ extra }) => extra)).size, 3);
  });

  it('leave one by one, with parts for each kind, where that is wanted', async () => {
    await bed.deploy(changes({ mode: 'items' }));
    await compare(bed, { payload: [ONE, TWO] });
    const outer = { id: 'outer', type: 'object', key: 'a' };
    const { added, changed, removed } = await compare(bed, {
      payload: [OFFLINE, THREE, FOUR],
      parts: outer,
    });
    assert.deepEqual(payloadsOf({ added, changed, removed }), {
      added: [THREE, FOUR],
      changed: [CHANGED],
      removed: [TWO],
    });
    const shared = { parts: outer, type: 'array', len: 1 };
    assert.deepEqual(partsOf(added), [
      { ...shared, count: 2, index: 0 },
      { ...shared, count: 2, index: 1 },
    ]);
    assert.deepEqual(partsOf(changed), [{ ...shared, count: 1, index: 0 }]);
    assert.deepEqual(partsOf(removed), [{ ...shared, count: 1, index: 0 }]);
  });

  it('are joined again by the core join node', async () => {
    await bed.deploy([...changes({ mode: 'items', wires: [['join'], [], []] }), JOIN]);
    await bed.trigger('changes', { payload: [ONE] });
    await bed.trigger('changes', { payload: [ONE, THREE, FOUR] });
    const [joined] = await bed.journal.receives('out', 1);
    assert.deepEqual(joined?.payload, [THREE, FOUR]);
  });

  it('report all of a first list as added, where that is wanted', async () => {
    await bed.deploy(changes({ first: 'added' }));
    const reported = await compare(bed, { payload: [ONE, TWO] });
    assert.deepEqual(payloadsOf(reported), { ...SILENCE, added: [[ONE, TWO]] });
  });

  it('are found by key, fields, thresholds and lists in a row of the settings', async () => {
    const fields = [{ path: 'at["speed"]', threshold: '10' }];
    await bed.deploy(changes({ key: 'at.name', watch: 'only', fields, polls: '2' }));
    const list = (speed: number) => ({ payload: [{ at: { name: 'a', speed }, other: speed }] });
    for (const speed of [50, 59, 60])
      assert.deepEqual(payloadsOf(await compare(bed, list(speed))), SILENCE);
    const { changed } = payloadsOf(await compare(bed, list(61)));
    const values = [{ path: 'at["speed"]', old: 50, new: 61 }];
    assert.deepEqual(changed, [[{ key: 'a', item: list(61).payload[0], changes: values }]]);
  });

  it('has no fields where a flow lacks their table', async () => {
    const [node, ...ends] = changes({ watch: 'except' });
    assert(node);
    await bed.deploy([{ ...node, fields: null }, ...ends]);
    await compare(bed, { payload: [ONE] });
    assert.deepEqual(payloadsOf(await compare(bed, { payload: [OFFLINE] })).changed, [[CHANGED]]);
  });

  it('can ignore fields, with whatever threshold is left over in the dialog', async () => {
    await bed.deploy(changes({ watch: 'except', fields: [{ path: 'status', threshold: 'x' }] }));
    await compare(bed, { payload: [ONE] });
    assert.deepEqual(payloadsOf(await compare(bed, { payload: [OFFLINE] })), SILENCE);
  });

  it('can ignore fields', async () => {
    await bed.deploy(changes({ watch: 'except', fields: [{ path: 'status', threshold: '' }] }));
    await compare(bed, { payload: [ONE] });
    assert.deepEqual(payloadsOf(await compare(bed, { payload: [OFFLINE] })), SILENCE);
  });
});

describe('the lists of different topics', () => {
  const bed = useTestBed();

  it('are compared apart', async () => {
    await bed.deploy(changes());
    const topics = ['north', 'south.east["x"] $parent.a', 7, undefined, true, { a: 1 }, { a: 2 }];
    const message = (topic: unknown, payload: unknown): NodeMessage =>
      Object.assign({ payload }, Object({ topic }));
    for (const topic of topics) {
      assert.deepEqual(
        payloadsOf(await compare(bed, message(topic, [{ id: inspect(topic) }]))),
        SILENCE,
      );
    }
    for (const topic of topics) {
      const reported = await compare(bed, message(topic, []));
      assert.deepEqual(payloadsOf(reported), { ...SILENCE, removed: [[{ id: inspect(topic) }]] });
      assert.deepEqual(reported.removed[0]?.topic, topic);
    }
  });

  it('are forgotten one by one', async () => {
    await bed.deploy(changes());
    for (const topic of ['a', 'b']) await compare(bed, { topic, payload: [ONE] });
    const reset = { topic: 'a', reset: true, payload: [THREE] };
    assert.deepEqual(payloadsOf(await compare(bed, reset)), SILENCE);
    assert.equal(bed.observer.statusesOf('changes').at(-1), 'green dot forgotten');
    assert.deepEqual(payloadsOf(await compare(bed, { topic: 'a', payload: [TWO] })), SILENCE);
    const reported = payloadsOf(await compare(bed, { topic: 'b', payload: [ONE, TWO] }));
    assert.deepEqual(reported, { ...SILENCE, added: [[TWO]] });
  });
});

describe('a list that cannot be compared', () => {
  const bed = useTestBed();
  const CASES: [what: string, message: Record<string, unknown>, text: RegExp][] = [
    ['is not a list', { payload: 'text' }, /it is not a list/],
    ['is missing', {}, /it is not a list/],
    ['has an item without a key', { payload: [{}] }, /index 0 has neither/],
    ['has a key twice', { payload: [ONE, ONE] }, /index 0 and 1 have the same "id"/],
    ['is a page without its parts', { payload: [ONE], inode: { count: 2 } }, /1 items, but .* 2;/],
  ];
  for (const [what, message, text] of CASES) {
    it(`because it ${what} is an error, and forgets nothing`, async () => {
      await bed.deploy(changes());
      await compare(bed, { payload: [ONE, TWO] });
      const outcome = await bed.trigger('changes', message);
      assert.match(assertFailed(outcome, 'LIST_INVALID').message, text);
      assert.equal(bed.observer.statusesOf('changes').at(-1), 'red ring list invalid');
      const reported = payloadsOf(await compare(bed, { payload: [ONE] }));
      assert.deepEqual(reported, { ...SILENCE, removed: [[TWO]] });
    });
  }
});

describe('settings that cannot be used', () => {
  const bed = useTestBed();
  const CASES: [settings: object, text: RegExp][] = [
    [{ key: '' }, /"" is not a path/],
    [{ key: 'a[msg.topic]' }, /is not a path/],
    [{ watch: 'only', fields: [{ path: 'a..b', threshold: 0 }] }, /"a\.\.b" is not a path/],
    [{ watch: 'only', fields: [{ path: 'a', threshold: 'x' }] }, /threshold of a must be/],
    [{ watch: 'only', fields: [{ path: 'a', threshold: -1 }] }, /threshold of a must be/],
    [{ watch: 'only', fields: 'a' }, /not a list of rows/],
    [{ watch: 'only', fields: [null] }, /not a list of rows/],
    [{ polls: 0 }, /flap filter/],
    [{ polls: '1.5' }, /flap filter/],
    [{ first: 'other' }, /one of silent, added/],
    [{ polls: '${INODE_TEST_MISSING}' }, /INODE_TEST_MISSING is not set/],
  ];
  for (const [settings, text] of CASES) {
    it(`as ${JSON.stringify(settings)} are an error`, async () => {
      const flow = changes().map((node) =>
        node.type === 'inode-changes' ? { ...node, ...settings } : node,
      );
      await bed.deploy(flow);
      const outcome = await bed.trigger('changes', { payload: [ONE] });
      assert.match(assertFailed(outcome, 'CONFIG_INVALID').message, text);
    });
  }
});
