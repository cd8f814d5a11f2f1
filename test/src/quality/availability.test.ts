import assert from 'node:assert/strict';
import { hoursFor, MAX_HOURS, report } from '../../../src/quality/availability';
import { judgeList, readState, type State } from '../../../src/quality/judge-list';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 1);
const rules = {
  key: { text: 'id', keys: ['id'] },
  value: { text: 'v', keys: ['v'] },
  min: 1,
};

function drive<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Judges a list each hour, and returns what is remembered. */
function judgeHours(count: number, listAt: (hour: number) => unknown[]): State {
  let state: State | undefined;
  for (let hour = 0; hour < count; hour++) {
    ({ state } = drive(judgeList(state, listAt(hour), rules, START + hour * HOUR)));
  }
  assert(state);
  return state;
}

describe('the availability of items', () => {
  it('is kept for 31 days, and the hours before are forgotten', () => {
    const surplus = 10;
    const state = judgeHours(MAX_HOURS + surplus, (hour) => [{ id: 1, v: hour < surplus ? 0 : 1 }]);
    const { hours, items, whole } = drive(report(state, state.items, undefined));
    assert.equal(hours.length, MAX_HOURS);
    assert.equal(hours[0], new Date(START + surplus * HOUR).toISOString());
    assert.deepEqual([items[0]?.lists, items[0]?.availability], [MAX_HOURS, 1]);
    assert.equal(whole.availability, 1);
  });

  it('is kept for fewer hours where there are very many items', () => {
    assert.equal(hoursFor(0), MAX_HOURS);
    assert.equal(hoursFor(10_000), MAX_HOURS);
    assert.equal(hoursFor(200_000), 40);
    assert.equal(hoursFor(10_000_000), 24);
  });

  it('counts from the first list that has the item, and a list without it as one in which it was not fit', () => {
    const state = judgeHours(4, (hour) => [
      { id: 1, v: 1 },
      ...(hour === 1 ? [{ id: 2, v: 1 }] : []),
    ]);
    const { items } = drive(report(state, state.items, undefined));
    assert.deepEqual(
      items.map(({ key, lists, fit, hours }) => ({ key, lists, fit, hours })),
      [
        { key: '1', lists: 4, fit: 4, hours: [1, 1, 1, 1] },
        { key: '2', lists: 3, fit: 1, hours: [null, 1, 0, 0] },
      ],
    );
  });

  it('sums up an hour whose clock was set back to it', () => {
    const state = judgeHours(3, () => [{ id: 1, v: 1 }]);
    const again = drive(judgeList(state, [{ id: 1, v: 0 }], rules, START)).state;
    const { hours, items } = drive(report(again, again.items, undefined));
    assert.equal(hours.length, 3);
    assert.deepEqual(items[0]?.hours, [0.5, 1, 1]);
  });

  it('is forgotten where another key is chosen', () => {
    const state = judgeHours(2, () => [{ id: 1, v: 1 }]);
    const other = { ...rules, key: { text: 'v', keys: ['v'] } };
    const { items } = drive(judgeList(state, [{ id: 1, v: 1 }], other, START)).state;
    assert.deepEqual(
      items.map(([key, { past, fit }]) => [key, past, fit]),
      [['1', '', 1]],
    );
  });

  it('is read from a store only as it was kept', () => {
    const state = judgeHours(2, () => [{ id: 1, v: 1 }]);
    const kept: unknown = JSON.parse(JSON.stringify(state));
    assert.deepEqual(readState(kept), kept);
    const [item] = state.items;
    for (const broken of [
      undefined,
      'text',
      { ...state, key: 1 },
      { ...state, forgotten: '0' },
      { ...state, hours: {} },
      { ...state, hours: [null] },
      { ...state, items: [['1']] },
      { ...state, items: [['1', { ...item?.[1], fit: 'all' }]] },
      { ...state, items: [['1', { ...item?.[1], past: 7 }]] },
    ]) {
      assert.equal(readState(broken), undefined);
    }
  });
});
