import assert from 'node:assert/strict';
import type { NodeMessage } from 'node-red';
import { changes } from './support/changes-bed';
import { assertFailed, assertSent } from './support/failure';
import { devices, inodeRequest } from './support/flow-nodes';
import { useTestBed } from './support/test-bed';
import { warningsOf } from './support/warnings-of';

const DEVICES = '/api/v1/devices/';

type Items = readonly unknown[];

const OVERLAPPING = [ids(1, 2), ids(2, 3)];
const WHOLE = [ids(1, 2), ids(3, 4)];

function ids(...all: (number | string)[]): Items {
  return all.map((id) => ({ id }));
}

describe('pages that overlap', () => {
  const bed = useTestBed();

  /** Has the service answer the next requests with the pages of these lists. */
  function serve(...lists: readonly (readonly Items[])[]): void {
    for (const list of lists) {
      for (const [index, results] of list.entries()) {
        const next = index + 1 < list.length ? `${DEVICES}?page=${index + 2}` : null;
        const body = JSON.stringify({ count: list.flat().length, next, previous: null, results });
        bed.simulator.faults.add({
          on: { path: DEVICES },
          fault: { kind: 'answer', status: 200, body },
        });
      }
    }
  }

  function requests(): number {
    return bed.simulator.count({ path: DEVICES });
  }

  const infoOf = (message: NodeMessage | undefined) => {
    const { count, total, duplicates, requests: asked } = Object(message?.inode);
    return { count, total, duplicates, requests: asked };
  };

  for (const [type, node] of [
    ['inode-devices', devices()],
    ['inode-request', { ...inodeRequest({ path: 'v1/devices/', mode: 'list' }), id: 'devices' }],
  ] as const) {
    it(`are read again by ${type}, which sends what is complete then without a warning`, async () => {
      await bed.deploy([node]);
      serve(OVERLAPPING, WHOLE);
      const [message] = assertSent(await bed.trigger('devices'));
      assert.deepEqual(message?.payload, WHOLE.flat());
      assert.deepEqual(infoOf(message), { count: 4, total: 4, duplicates: undefined, requests: 4 });
      assert.deepEqual(warningsOf(bed, 'devices'), []);
    });

    it(`are sent by ${type} where they overlap again, with how many came again and a warning`, async () => {
      await bed.deploy([node]);
      serve(OVERLAPPING, OVERLAPPING, WHOLE);
      const [message, ...more] = assertSent(await bed.trigger('devices'));
      assert.deepEqual([message?.payload, more], [OVERLAPPING.flat(), []]);
      assert.deepEqual(infoOf(message), { count: 4, total: 4, duplicates: 1, requests: 4 });
      const [warning, ...others] = warningsOf(bed, 'devices');
      assert.match(String(warning), /overlap: 1 of its items came again.*ordering=id/);
      assert.deepEqual(others, []);
      const [next] = assertSent(await bed.trigger('devices'));
      assert.equal(infoOf(next).duplicates, undefined);
    });
  }

  for (const mode of ['items', 'pages'] as const) {
    it(`are counted and warned of as ${mode}, and read once`, async () => {
      await bed.deploy([devices({ mode })]);
      serve(OVERLAPPING);
      const sent = assertSent(await bed.trigger('devices'));
      assert.deepEqual(
        sent.flatMap(({ payload }) => payload),
        OVERLAPPING.flat(),
      );
      assert.deepEqual(infoOf(sent.at(-1)), { count: 4, total: 4, duplicates: 1, requests: 2 });
      assert.equal(warningsOf(bed, 'devices').length, 1);
    });
  }

  it('never make a device look removed', async () => {
    await bed.deploy([devices({ wires: [['changes']] }), ...changes()]);
    serve(WHOLE, OVERLAPPING, OVERLAPPING);
    assertSent(await bed.trigger('devices'));
    const [message] = assertSent(await bed.trigger('devices'));
    const outcome = await bed.trigger('changes', structuredClone({ ...message }));
    assertFailed(outcome, 'LIST_INVALID');
  });

  it('are noticed by the key that is set', async () => {
    const place = (name: string) => ({ id: 1, place: { name } });
    const list = [
      [place('a'), place('b')],
      [place('b'), {}],
    ];
    await bed.deploy([devices({ key: 'place.name' })]);
    serve(list, list);
    const [message] = assertSent(await bed.trigger('devices'));
    assert.equal(infoOf(message).duplicates, 1);
  });

  const NO_KEYS: [what: string, list: Items[]][] = [
    ['an item has no id', [ids(1, 2), [...ids(2), {}]]],
    ['ids are not texts or numbers', [[{ id: {} }], [{ id: {} }]]],
    ['an id comes twice on a page', [ids(1, 1), ids(1, 2)]],
    [
      'items are not objects',
      [
        [1, 2],
        [2, 3],
      ],
    ],
  ];
  for (const [what, list] of NO_KEYS) {
    it(`are not looked for where no key is set and ${what}`, async () => {
      await bed.deploy([devices()]);
      serve(list);
      const [message] = assertSent(await bed.trigger('devices'));
      assert.equal(infoOf(message).duplicates, undefined);
      assert.equal(requests(), 2);
    });
  }

  it('are not seen in one page, be it a bare array or not', async () => {
    await bed.deploy([devices()]);
    serve([ids(1, 1)]);
    const [message] = assertSent(await bed.trigger('devices'));
    assert.equal(infoOf(message).duplicates, undefined);
    assert.equal(requests(), 1);
  });

  it('need a key that is the path of a property', async () => {
    await bed.deploy([devices({ key: 'a b' })]);
    assert.match(assertFailed(await bed.trigger('devices'), 'CONFIG_INVALID').message, /"a b"/);
    assert.equal(requests(), 0);
  });
});
