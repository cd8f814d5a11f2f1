import assert from 'node:assert/strict';
import fc from 'fast-check';
import { util } from 'node-red';
import type { Changes } from '../../../src/changes/compare-list';
import { ServiceError } from '../../../src/errors';
import { runs } from '../../support/runs';
import { compared, field, NOTHING, reportEach, reportLast, rulesWith } from './compare';

type Item = Record<string, unknown> & { id: number };

const name = fc.constantFrom('a', 'b', 'b c', 'x-y', '1', '"', "'", 'é');
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, 0, 1, 'x', ''),
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(name, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
}));
const item = fc
  .tuple(
    fc.integer({ min: 1, max: 6 }),
    fc.dictionary(name, value, { maxKeys: 4, noNullPrototype: true }),
  )
  .map(([id, fields]): Item => ({ ...fields, id }));
const list = fc.uniqueArray(item, { selector: ({ id }) => id, maxLength: 6 });

/** What a flow makes of a list by the changes that are reported to it. */
function applied(
  items: readonly Item[],
  { added, changed, removed }: Changes,
): Map<unknown, unknown> {
  const copies: unknown = structuredClone(items);
  const byKey = new Map(Array.isArray(copies) ? copies.map((each) => [each.id, each]) : []);
  for (const { id } of removed) byKey.delete(id);
  for (const each of added) byKey.set(Object(each).id, each);
  for (const { key, changes } of changed) {
    for (const change of changes) util.setObjectProperty(byKey.get(key), change.path, change.new);
  }
  return byKey;
}

const byKey = (items: readonly Item[]) =>
  new Map<unknown, unknown>(items.map((each) => [each.id, each]));

/** The changes without their order. */
const unordered = ({ added, changed, removed }: Changes) =>
  [added, changed, removed].map((items) => new Map(items.map((each) => [JSON.stringify(each), 1])));

describe('the changes from one list to another', () => {
  it('make the other of the one', () => {
    fc.assert(
      fc.property(list, list, (before, after) => {
        const changes = reportLast(rulesWith(), before, after) ?? NOTHING;
        assert.deepEqual(applied(before, changes), byKey(after));
      }),
      { numRuns: runs(1_000) },
    );
  });

  it('are empty where only the order differs', () => {
    fc.assert(
      fc.property(list, (items) => {
        const turned = items
          .map((each) => Object.fromEntries(Object.entries(each).toReversed()))
          .toReversed();
        assert.deepEqual(reportLast(rulesWith(), items, turned), NOTHING);
      }),
    );
  });

  it('do not depend on the order', () => {
    fc.assert(
      fc.property(list, list, (before, after) => {
        const [one, other] = [
          reportLast(rulesWith(), before, after),
          reportLast(rulesWith(), before.toReversed(), after.toReversed()),
        ].map((changes) => unordered(changes ?? NOTHING));
        assert.deepEqual(one, other);
      }),
    );
  });

  it('add up over many lists, whatever is to be reported of the first', () => {
    fc.assert(
      fc.property(fc.array(list, { minLength: 1, maxLength: 8 }), (lists) => {
        let known: Item[] = [];
        for (const [index, changes] of reportEach(rulesWith({ first: 'added' }), lists).entries()) {
          assert.deepEqual(applied(known, changes), byKey(lists[index] ?? []));
          known = lists[index] ?? [];
        }
      }),
    );
  });
});

/** Lists of up to three devices; each is away (0) or shows one of three values. */
const watches = fc.array(fc.tuple(...[1, 2, 3].map(() => fc.integer({ min: 0, max: 3 }))), {
  minLength: 1,
  maxLength: 30,
});

describe('with several lists in a row', () => {
  it('nothing that lasted shorter is reported, and what lasted is reported exactly once', () => {
    fc.assert(
      fc.property(watches, fc.integer({ min: 1, max: 4 }), (seen, polls) => {
        const lists = seen.map((row) =>
          row.flatMap((shown, id) => (shown === 0 ? [] : [{ id, shown }])),
        );
        const reported = [...(seen[0] ?? [])];
        for (const [at, changes] of reportEach(rulesWith({ polls }), lists).entries()) {
          const recent = (id: unknown) =>
            seen.slice(Math.max(0, at - polls + 1), at + 1).map((row) => row[Number(id)]);
          const { added, changed, removed } = changes;
          for (const each of added) {
            const { id, shown } = Object(each);
            assert.equal(reported[id], 0);
            assert(recent(id).length === polls && recent(id).every((one) => one !== 0));
            reported[id] = shown;
          }
          for (const { key, changes: values } of changed) {
            const [{ old, new: now } = {}, ...more] = values;
            assert.deepEqual(more, []);
            assert.equal(reported[Number(key)], old);
            assert.notEqual(old, now);
            assert(recent(key).length === polls && recent(key).every((one) => one !== old));
            reported[Number(key)] = Number(now);
          }
          for (const { id } of removed) {
            assert.notEqual(reported[Number(id)], 0);
            assert(recent(id).length === polls && recent(id).every((one) => one === 0));
            reported[Number(id)] = 0;
          }
          for (const [id, shown] of (seen[at] ?? []).entries()) {
            const lasted = recent(id).length === polls && recent(id).every((one) => one === shown);
            if (lasted) assert.equal(reported[id], shown, `device ${id} at ${at}`);
          }
        }
      }),
      { numRuns: runs(2_000) },
    );
  });
});

describe('with a threshold', () => {
  it('what is reported is never further off than that, and moves by no less', () => {
    const walk = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(walk, fc.integer({ min: 0, max: 40 }), (values, threshold) => {
        const rules = rulesWith({ watch: 'only', fields: [field('v', threshold)] });
        const lists = values.map((v) => [{ id: 1, v }]);
        let reported = values[0] ?? 0;
        for (const [at, { changed }] of reportEach(rules, lists).entries()) {
          for (const change of changed.flatMap(({ changes }) => changes)) {
            assert.equal(change.old, reported);
            assert(Math.abs(Number(change.new) - reported) >= threshold);
            reported = Number(change.new);
          }
          const off = Math.abs((values[at] ?? 0) - reported);
          assert(off === 0 || off < threshold);
        }
      }),
    );
  });
});

describe('whatever a message brings', () => {
  it('is compared, or refused with LIST_INVALID', () => {
    const anything = fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true });
    const lists = fc.oneof(anything, fc.array(anything), fc.array(fc.record({ id: anything })));
    fc.assert(
      fc.property(lists, lists, (before, after) => {
        try {
          const rules = rulesWith({ first: 'added' });
          const { state } = compared(undefined, before, rules);
          compared(state, after, rules);
        } catch (error) {
          assert(error instanceof ServiceError, String(error));
          assert.equal(error.code, 'LIST_INVALID');
        }
      }),
      { numRuns: runs(1_000) },
    );
  });
});
