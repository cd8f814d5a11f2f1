import assert from 'node:assert/strict';
import { hoursFor, MAX_HOURS, report, type Tally } from '../../../src/quality/availability';
import { judgeList } from '../../../src/quality/judge-list';
import type { State } from '../../../src/quality/state';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
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

  it('has no hour twice because the clocks of two servers differ a little', () => {
    const listAt = [0, 59, 61, 58, 62];
    let state: State | undefined;
    for (const minute of listAt) {
      const now = START + minute * MINUTE;
      ({ state } = drive(judgeList(state, [{ id: 1, v: 1 }], rules, now)));
    }
    assert.deepEqual(
      state?.hours.map(({ lists }) => lists),
      [2, 3],
    );
  });

  it('outlives a list that is empty for once', () => {
    const many = Array.from({ length: 1_500 }, (_, id) => ({ id, v: 1 }));
    const state = judgeHours(3, (hour) => (hour === 1 ? [] : many));
    const { whole, items } = drive(report(state, state.items, undefined));
    assert.equal(items.length, 1_500);
    assert.deepEqual(whole.hours, [1, 0, 1]);
    assert.deepEqual(whole.complete, { lists: 3, fit: 2, availability: 2 / 3 });
  });

  it('is null where all lists are empty', () => {
    const state = judgeHours(2, () => []);
    const { whole } = drive(report(state, state.items, undefined));
    assert.equal(whole.availability, null);
    assert.deepEqual(whole.complete, { lists: 2, fit: 0, availability: 0 });
  });

  it('is never more than all, whatever was kept', () => {
    const state = judgeHours(2, () => [{ id: 1, v: 1 }]);
    const [[name, item] = assert.fail()] = state.items;
    const forged: [string, Tally][] = [[name, { ...item, past: 'zzz', before: 9 }]];
    const { items } = drive(report(state, forged, undefined));
    assert.deepEqual(items[0]?.hours, [null, 1]);
  });
});
