import assert from 'node:assert/strict';
import { type Judged, judgeList } from '../../../src/quality/judge-list';
import type { Rules } from '../../../src/quality/rules';
import type { State } from '../../../src/quality/state';
import type { FieldPath } from '../../../src/value-at';

const NOW = Date.UTC(2026, 10, 29, 12);
const MINUTE = 60_000;
const path = (text: string): FieldPath => ({ text, keys: text.split('.') });
const key = path('id');

/** Judges lists that come a minute apart, and returns what became of each. */
function judgeAll(rules: Rules, ...lists: unknown[]): Judged[] {
  let state: State | undefined;
  return lists.map((list, index) => {
    const steps = judgeList(state, list, rules, NOW + index * MINUTE);
    let step = steps.next();
    while (!step.done) step = steps.next();
    // As a store that writes files hands it back.
    state = JSON.parse(JSON.stringify(step.value.state));
    return step.value;
  });
}

/** What the rules say of one item. */
function findings(rules: Rules, ...items: unknown[]): unknown {
  const [reasons] = judgeAll({ key, ...rules }, ...items.map((item) => [item]))
    .slice(-1)
    .map(({ unfit }) => unfit[0]?.reasons ?? []);
  return reasons;
}

describe('judging a list', () => {
  it('passes every item where no rule is set', () => {
    const list = [{ id: 1 }, { id: 2 }];
    const [judged] = judgeAll({ key }, list);
    assert.deepEqual(judged?.fit, list);
    assert.deepEqual(judged?.unfit, []);
  });

  it('passes on the items themselves, in order, and none of them twice or never', () => {
    const list = [{ id: 1, v: 1 }, { id: 2 }, { id: 3, v: 9 }, { id: 4, v: 2 }];
    const [judged] = judgeAll({ key, value: path('v'), max: 5 }, list);
    assert.deepEqual(judged?.fit, [list[0], list[3]]);
    assert.deepEqual(
      judged?.unfit.map(({ item }) => item),
      [list[1], list[2]],
    );
    assert.equal(judged?.fit[0], list[0]);
  });

  it('measures the age against the time of the list', () => {
    const rules = { time: path('at'), maxAge: 600 };
    const at = (ms: number): object => ({ id: 1, at: new Date(NOW - ms).toISOString() });
    assert.deepEqual(findings(rules, at(600_000)), []);
    assert.deepEqual(findings(rules, at(601_000)), [
      { key: 1, rule: 'age', value: 601, limit: 600 },
    ]);
    assert.deepEqual(findings(rules, at(-600_000)), []);
    assert.deepEqual(findings(rules, at(-601_000)), [
      { key: 1, rule: 'age', value: -601, limit: 600 },
    ]);
  });

  it('takes what it cannot read for unknown, never for fit', () => {
    const unknown = { key: 1, unknown: true };
    assert.deepEqual(findings({ time: path('at'), maxAge: 600 }, { id: 1, at: 'soon' }), [
      { ...unknown, rule: 'age', value: 'soon', limit: 600 },
    ]);
    assert.deepEqual(findings({ samples: path('n'), minSamples: 3 }, { id: 1 }), [
      { ...unknown, rule: 'samples', value: null, limit: 3 },
    ]);
    assert.deepEqual(findings({ value: path('v'), min: 1, maxStep: 2 }, { id: 1, v: [2] }), [
      { ...unknown, rule: 'value', value: '[array]', limit: 1 },
      { ...unknown, rule: 'step', value: '[array]', limit: 2 },
    ]);
    assert.deepEqual(findings({ status: path('s'), good: ['on'] }, { id: 1, s: {} }), [
      { ...unknown, rule: 'status', value: '[object]', limit: ['on'] },
    ]);
  });

  for (const item of [7, null, 'text', undefined]) {
    it(`takes ${String(item)} for an item that is unknown`, () => {
      const [judged] = judgeAll({ required: [path('a')] }, [item]);
      assert.equal(judged?.unfit[0]?.reasons[0]?.unknown, true);
    });
  }

  it('outlives a getter that throws, and a proxy that was revoked', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const getter = {
      id: 2,
      get v(): number {
        throw new Error('no');
      },
    };
    const [judged] = judgeAll({ key, value: path('v'), min: 1 }, [proxy, getter, { id: 3, v: 1 }]);
    assert.deepEqual([judged?.fit.length, judged?.unfit.length], [1, 2]);
  });

  it('finds what has not changed for a number of lists in a row', () => {
    const rules = { value: path('v'), unchangedFor: 3 };
    const item = { id: 1, v: 5 };
    assert.deepEqual(findings(rules, item, item), []);
    const found = [{ key: 1, rule: 'unchanged', value: 3, limit: 3 }];
    assert.deepEqual(findings(rules, item, item, item), found);
    assert.deepEqual(findings(rules, item, item, { id: 1, v: 6 }, item), []);
    assert.deepEqual(findings(rules, { id: 1, v: 5 }, { id: '1', v: '5' }, item), found);
  });

  it('finds a time that stands still though the value moves, and the other way around', () => {
    const rules = { value: path('v'), time: path('at'), unchangedFor: 2 };
    const found = [{ key: 1, rule: 'unchanged', value: 2, limit: 2 }];
    assert.deepEqual(findings(rules, { id: 1, v: 1, at: 'a' }, { id: 1, v: 2, at: 'a' }), found);
    assert.deepEqual(findings(rules, { id: 1, v: 1, at: 'a' }, { id: 1, v: 1, at: 'b' }), found);
    assert.deepEqual(findings(rules, { id: 1, v: 1, at: 'a' }, { id: 1, v: 2, at: 'b' }), []);
  });

  it('finds what has not changed for a number of minutes', () => {
    const rules = { value: path('v'), unchangedMinutes: 2 };
    const item = { id: 1, v: 5 };
    assert.deepEqual(findings(rules, item, item), []);
    assert.deepEqual(findings(rules, item, item, item), [
      { key: 1, rule: 'unchangedMinutes', value: 2, limit: 2 },
    ]);
  });

  it('requires enough samples, also where they are written as a text', () => {
    const rules = { samples: path('n'), minSamples: 3 };
    assert.deepEqual(findings(rules, { id: 1, n: '3' }), []);
    assert.deepEqual(findings(rules, { id: 1, n: 2 }), [
      { key: 1, rule: 'samples', value: 2, limit: 3 },
    ]);
  });

  it('requires a value between its limits that does not jump', () => {
    const rules = { value: path('v'), min: 0, max: 10, maxStep: 0.1 };
    assert.deepEqual(findings(rules, { id: 1, v: -1 }), [
      { key: 1, rule: 'value', value: -1, limit: 0 },
    ]);
    assert.deepEqual(findings(rules, { id: 1, v: 1 }, { id: 1, v: 11 }), [
      { key: 1, rule: 'value', value: 11, limit: 10 },
      { key: 1, rule: 'step', value: 10, limit: 0.1 },
    ]);
    assert.deepEqual(findings(rules, { id: 1, v: 2.3 }, { id: 1, v: 2.4 }), []);
    assert.deepEqual(findings(rules, { id: 1, v: 9 }, { id: 1, v: 1 }, { id: 1, v: 1 }), []);
  });

  it('requires a status that is good, of whatever type', () => {
    const rules = { status: path('s'), good: ['Live', 'true', '1'] };
    for (const s of ['Live', true, 1]) assert.deepEqual(findings(rules, { id: 1, s }), []);
    assert.deepEqual(findings(rules, { id: 1, s: 'live' }), [
      { key: 1, rule: 'status', value: 'live', limit: ['Live', 'true', '1'] },
    ]);
  });

  it('requires the fields of its rule, down in the item too', () => {
    const rules = { required: [path('a'), path('b.c')] };
    assert.deepEqual(findings(rules, { id: 1, a: 0, b: { c: false } }), []);
    assert.deepEqual(findings(rules, { id: 1, a: '', b: {} }), [
      { key: 1, rule: 'required', value: '', limit: 'a' },
      { key: 1, rule: 'required', value: null, limit: 'b.c' },
    ]);
  });

  it('passes no item without a key, and none with the key of another one', () => {
    const [judged] = judgeAll({ key }, [
      { id: 1 },
      { id: '1' },
      {},
      { id: null },
      { id: '__proto__' },
    ]);
    assert.deepEqual(judged?.fit, [{ id: 1 }, { id: '__proto__' }]);
    assert.deepEqual(
      judged?.unfit.map(({ reasons }) => reasons[0]?.rule),
      ['key', 'key', 'key'],
    );
  });

  it('shows no more of a long text than a line', () => {
    const [found] = judgeAll({ time: path('at'), maxAge: 1 }, [{ at: 'x'.repeat(1e6) }]);
    assert.equal(String(found?.unfit[0]?.reasons[0]?.value).length, 100);
  });

  it('refuses what is not a list', () => {
    for (const list of [undefined, null, {}, 'text']) {
      assert.throws(() => judgeAll({ key }, list), { code: 'LIST_INVALID' });
    }
  });

  it('forgets items that never come back, so that new keys in each list fill no memory', () => {
    let state: State | undefined;
    for (let poll = 0; poll < 50; poll++) {
      const list = Array.from({ length: 100 }, (_, index) => ({ id: `${poll}-${index}` }));
      const steps = judgeList(state, list, { key }, NOW + poll * MINUTE);
      let step = steps.next();
      while (!step.done) step = steps.next();
      state = step.value.state;
    }
    assert.equal(state?.items.length, 1_100);
  });
});
