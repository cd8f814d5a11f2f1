import assert from 'node:assert/strict';
import { runInNewContext } from 'node:vm';
import { judgeList } from '../../../src/quality/judge-list';
import type { Rules } from '../../../src/quality/rules';
import type { State } from '../../../src/quality/state';
import type { FieldPath } from '../../../src/value-at';

const NOW = Date.UTC(2026, 10, 29, 12);
const MINUTE = 60_000;
const path = (text: string): FieldPath => ({ text, keys: [text] });
const key = path('id');

/** A list, and how many minutes after the first one it came. */
type Poll = readonly [minute: number, list: unknown[], rules?: Rules];

/** What the rules say of the items of each list; nothing of a list whose items are all fit. */
function reasonsOf(rules: Rules, polls: readonly Poll[]): { found: unknown[]; state: State } {
  let state: State | undefined;
  const found = polls.map(([minute, list, own = rules]) => {
    const steps = judgeList(state, list, { key, ...own }, NOW + minute * MINUTE);
    let step = steps.next();
    while (!step.done) step = steps.next();
    ({ state } = step.value);
    return step.value.unfit.flatMap(({ reasons }) => reasons);
  });
  assert(state);
  return { found, state };
}

const lastOf = (rules: Rules, polls: readonly Poll[]): unknown =>
  reasonsOf(rules, polls).found.at(-1);

describe('a field that is followed from list to list', () => {
  for (const v of [null, undefined, '', {}, [5], Number.NaN]) {
    it(`is unknown where it is ${JSON.stringify(v)}: nobody can say whether it stands still`, () => {
      const list = [{ id: 1, v }];
      const polls: Poll[] = [[0, list]];
      for (const [rules, rule] of [
        [{ value: path('v'), unchangedFor: 3 }, 'unchanged'],
        [{ value: path('v'), unchangedMinutes: 3 }, 'unchangedMinutes'],
      ] as const) {
        const [reason] = reasonsOf(rules, polls).found.flat();
        assert.deepEqual(
          [Object(reason).rule, Object(reason).limit, Object(reason).unknown],
          [rule, 3, true],
        );
      }
    });
  }

  it('stands still also where lists in between lack it, or the item', () => {
    const item = { id: 1, v: 5 };
    const rules = { value: path('v'), unchangedFor: 3 };
    const found = [{ key: 1, rule: 'unchanged', value: 3, limit: 3 }];
    const lacking: unknown[][] = [[], [{ id: 1, v: null }], [{ id: 1 }]];
    for (const gap of lacking) {
      const polls: Poll[] = [
        [0, [item]],
        [1, gap],
        [2, [item]],
        [3, gap],
        [4, [item]],
      ];
      assert.deepEqual(lastOf(rules, polls), found);
    }
  });

  it('is compared with its last value, however long ago that was', () => {
    const rules = { value: path('v'), maxStep: 5 };
    const found = [{ key: 1, rule: 'step', value: 90, limit: 5 }];
    for (const gap of [[], [{ id: 1, v: null }]]) {
      const polls: Poll[] = [
        [0, [{ id: 1, v: 10 }]],
        [1, gap],
        [2, [{ id: 1, v: 100 }]],
      ];
      assert.deepEqual(lastOf(rules, polls), found);
    }
  });

  it('is not compared with another field that was followed before', () => {
    const item = { id: 1, v: 10, w: 100 };
    const polls: Poll[] = [
      [0, [item]],
      [1, [item], { value: path('w'), maxStep: 5 }],
    ];
    assert.deepEqual(lastOf({ value: path('v'), maxStep: 5 }, polls), []);
  });

  it('stands still by a clock, too, that was years ahead for one list', () => {
    const list = [{ id: 1, v: 5 }];
    const years = 10 * 365 * 24 * 60;
    const polls: Poll[] = [
      [years, list],
      [0, list],
      [1, list],
      [2, list],
    ];
    assert.deepEqual(lastOf({ value: path('v'), unchangedMinutes: 2 }, polls), [
      { key: 1, rule: 'unchangedMinutes', value: 2, limit: 2 },
    ]);
  });

  it('may be a date of another realm', () => {
    const at: unknown = runInNewContext(`new Date(${NOW})`);
    const rules = { time: path('at'), maxAge: 60, unchangedFor: 2 };
    assert.deepEqual(lastOf(rules, [[0, [{ id: 1, at }]]]), []);
    const polls: Poll[] = [
      [0, [{ id: 1, at }]],
      [1, [{ id: 1, at: new Date(NOW) }]],
    ];
    assert.deepEqual(lastOf(rules, polls), [{ key: 1, rule: 'unchanged', value: 2, limit: 2 }]);
  });

  it('takes no more memory where it, or the key, is a long text', () => {
    const long = 'x'.repeat(1e6);
    const item = (end: string): object => ({ id: `${long}${end}`, v: `${long}${end}` });
    const polls: Poll[] = [
      [0, [item('a'), item('b')]],
      [1, [item('a'), { ...item('b'), v: `${long}c` }]],
    ];
    const { found, state } = reasonsOf({ value: path('v'), unchangedFor: 2 }, polls);
    assert.equal(found.flat().length, 1);
    assert.ok(JSON.stringify([found, state]).length < 2_000);
  });
});
