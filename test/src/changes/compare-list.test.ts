import assert from 'node:assert/strict';
import { compareList } from '../../../src/changes/compare-list';
import { assertLinear } from '../../support/growth';
import { changesOf, compared, NOTHING, path, reportEach, reportLast, rulesWith } from './compare';

const ONLINE = { id: 1, name: 'Bank St', status: 'Live' };
const OFFLINE = { ...ONLINE, status: 'Offline' };
const OTHER = { id: 2, name: 'Elgin St', status: 'Live' };

describe('comparing a list with the one before', () => {
  it('reports nothing of a first list, or that all of it was added', () => {
    const first = [ONLINE, OTHER];
    assert.deepEqual(reportLast(rulesWith(), first), NOTHING);
    assert.deepEqual(reportLast(rulesWith({ first: 'added' }), first), {
      ...NOTHING,
      added: first,
    });
  });

  it('takes an empty first list for a list', () => {
    assert.deepEqual(reportLast(rulesWith(), [], [ONLINE]), { ...NOTHING, added: [ONLINE] });
  });

  it('reports what was added, changed and removed', () => {
    const added = { id: 3 };
    assert.deepEqual(reportLast(rulesWith(), [ONLINE, OTHER], [added, OFFLINE]), {
      added: [added],
      changed: [
        { key: 1, item: OFFLINE, changes: [{ path: 'status', old: 'Live', new: 'Offline' }] },
      ],
      removed: [OTHER],
    });
  });

  it('reports each change once', () => {
    const lists = [[ONLINE, OTHER], [OFFLINE], [OFFLINE], [OFFLINE, OTHER], [OFFLINE, OTHER]];
    const reported = reportEach(rulesWith(), lists).map(({ added, changed, removed }) =>
      [added, changed, removed].map((items) => items.length),
    );
    assert.deepEqual(reported, [
      [0, 0, 0],
      [0, 1, 1],
      [0, 0, 0],
      [1, 0, 0],
      [0, 0, 0],
    ]);
  });

  it('passes on the items that arrived, and shares nothing with what it remembers', () => {
    const place = { city: ['Ottawa'] };
    const now = { ...ONLINE, place };
    const rules = rulesWith();
    const first = compared(undefined, [ONLINE], rules);
    const second = compared(first.state, [now], rules);
    const [changed] = second.changes.changed;
    assert.equal(changed?.item, now);
    place.city.push('changed by a flow');
    Object(changed?.changes[0]?.new).city.push('changed by another');
    const third = compared(second.state, [{ ...ONLINE, place: { city: ['Ottawa'] } }], rules);
    assert.deepEqual(third.changes, NOTHING);
  });

  it('takes the number 1 and the text "1" for the same key', () => {
    const { added, removed } = reportLast(rulesWith(), [{ id: 1 }], [{ id: '1' }]) ?? NOTHING;
    assert.deepEqual([added, removed], [[], []]);
  });

  it('finds the key at a path', () => {
    const rules = rulesWith({ keys: [path('sensor.ids.0')] });
    const item = (id: number) => ({ sensor: { ids: [id] } });
    assert.deepEqual(reportLast(rules, [item(7)], [item(8)]), {
      added: [item(8)],
      changed: [],
      removed: [item(7)],
    });
  });

  it('reports values by their paths, also what came and what went', () => {
    assert.deepEqual(changesOf({}, { a: { b: 1, c: 1 } }, { a: { b: 2, d: null } }), [
      { path: 'a.b', old: 1, new: 2 },
      { path: 'a.c', old: 1 },
      { path: 'a.d', new: null },
    ]);
  });

  it('quotes keys as property expressions need it', () => {
    const changes = changesOf({}, { 'a b': { '1': 1, 'x"y': 1 } }, { 'a b': { '1': 2, 'x"y': 2 } });
    assert.deepEqual(
      changes?.map((change) => change.path),
      [`"a b"["1"]`, `"a b"['x"y']`],
    );
  });

  it('takes an array for one value', () => {
    assert.deepEqual(changesOf({}, { a: [1, 2] }, { a: [0, 1, 2] }), [
      { path: 'a', old: [1, 2], new: [0, 1, 2] },
    ]);
  });

  it('sees properties with the names of those that every object has', () => {
    const old: unknown = JSON.parse('[{"id": 1, "__proto__": {"a": 1}, "constructor": 1}]');
    const now: unknown = JSON.parse('[{"id": 1, "__proto__": {"a": 2}}]');
    const [first, second, third] = reportEach(rulesWith(), [old, now, now]);
    assert.deepEqual(first, NOTHING);
    assert.deepEqual(second?.changed[0]?.changes, [
      { path: '__proto__.a', old: 1, new: 2 },
      { path: 'constructor', old: 1 },
    ]);
    assert.deepEqual(third, NOTHING);
  });

  for (const polls of [1, 2]) {
    it(`takes time that grows with the values of an item that change, in ${polls} lists in a row`, async () => {
      const rules = rulesWith({ polls });
      const item = (size: number, value: string) => [
        Object.fromEntries([
          ['id', 1],
          ...Array.from({ length: size }, (_, n) => [`n${n}`, value]),
        ]),
      ];
      await assertLinear(
        500,
        (size) => [item(size, 'old'), item(size, 'new'), item(size, 'new')],
        (lists) => {
          const reported = reportEach(rules, lists)[polls];
          assert.equal(
            reported?.changed[0]?.changes.length,
            Object.keys(Object(lists[0]?.[0])).length - 1,
          );
        },
      );
    });
  }

  it('is done in many steps where one item has many values', () => {
    const item = (value: number) => [
      { id: 1, of: Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`n${n}`, value])) },
    ];
    const { state } = compared(undefined, item(1), rulesWith());
    const steps = compareList(state, item(2), rulesWith());
    let count = 0;
    while (!steps.next().done) count++;
    assert(count > 100, `${count} steps`);
  });
});
