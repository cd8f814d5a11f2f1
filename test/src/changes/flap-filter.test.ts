import assert from 'node:assert/strict';
import { field, reportEach, rulesWith } from './compare';
import cases from './flap-cases.json';

interface FlapCase {
  readonly name: string;
  readonly field: string;
  /** Absent: only this field. */
  readonly watch?: string;
  readonly threshold?: number;
  /** One for each list; an object `left` for a list without the item. */
  readonly values: readonly unknown[];
  /** The list, from 0, by which something is reported. */
  readonly reportedBy?: number;
  readonly never?: boolean;
}

const CASES: readonly FlapCase[] = cases;

describe('with a flap filter of 2, silent about the first list,', () => {
  for (const { name, field: path, watch, threshold, values, reportedBy, never = false } of CASES) {
    it(`${never ? 'nothing is reported of' : `something is reported by list ${reportedBy} of`} ${name}`, () => {
      const only = { watch: 'only', fields: [field(path, threshold)] } as const;
      const rules = rulesWith({ polls: 2, ...(watch === 'all' ? {} : only) });
      const lists = values.map((value) =>
        Object(value).left === 'out' ? [] : [{ id: 1, [path]: value }],
      );
      const first = reportEach(rules, lists).findIndex(
        ({ added, changed, removed }) => added.length + changed.length + removed.length > 0,
      );
      if (never) assert.equal(first, -1);
      else assert(first >= 1 && first <= Number(reportedBy), `list ${first}`);
    });
  }

  it('the newest value is reported, and the one that was reported before', () => {
    const rules = rulesWith({ polls: 2, watch: 'only', fields: [field('speed', 10)] });
    const lists = [100, 80, 60, 55, 40].map((speed) => [{ id: 1, speed }]);
    const reported = reportEach(rules, lists).map(({ changed }) => changed[0]?.changes[0]);
    assert.deepEqual(reported, [
      undefined,
      undefined,
      { path: 'speed', old: 100, new: 60 },
      undefined,
      // It differs in this list alone so far.
      undefined,
    ]);
  });

  it('a field that moves at each poll hides nothing of the others', () => {
    const lists = ['Live', 'Live', 'Offline', 'Offline', 'Offline'].map((status, at) => [
      { id: 1, status, at: `10:0${at}` },
    ]);
    const reported = reportEach(rulesWith({ polls: 2 }), lists).flatMap(({ changed }, list) =>
      changed.flatMap(({ changes }) => changes.map(({ path }) => `${list} ${path}`)),
    );
    assert.deepEqual(reported, ['2 at', '3 status', '4 at']);
  });
});
