import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareList } from '../../../src/changes/compare-list';
import type { Rules, State } from '../../../src/changes/state';
import { ServiceError } from '../../../src/errors';
import { field, finish, path, rulesWith } from './compare';
import { Model, type Modelled } from './model';

/** `INODE_MODEL_RUNS=50000` for a long run, `INODE_MODEL_SEED` to see one again. */
const RUNS = Number(process.env['INODE_MODEL_RUNS'] ?? 500);
const SEED = Number(process.env['INODE_MODEL_SEED'] ?? Date.now() % 2 ** 31);

const id = fc.constantFrom(1, 2, 3, '1', '2', 'é', undefined);
const scalar = fc.constantFrom(0, 1, null, 'x', undefined);
const inner = fc.record({ x: scalar, y: scalar }, { requiredKeys: [] });
const item = fc.record(
  {
    id,
    region: fc.constantFrom('n', 's', 7, undefined),
    status: fc.constantFrom('Live', 'Offline', 'Lost', undefined),
    speed: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.constantFrom(null, 'n/a')),
    place: fc.oneof(inner, fc.constantFrom(null, 5, [1], [2], undefined)),
  },
  { requiredKeys: [] },
);
const odd = fc.oneof({ weight: 30, arbitrary: item }, fc.constantFrom(null, 5, 'x'));
const list = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.uniqueArray(item, { selector: (each) => String(each.id), maxLength: 4 }),
  },
  fc.array(odd, { maxLength: 4 }),
);
const rules = fc
  .record({
    keys: fc.constantFrom(['id'], ['id'], ['region', 'id'], ['place.x']),
    unkeyed: fc.constantFrom<Rules['unkeyed']>('refuse', 'skip'),
    polls: fc.integer({ min: 1, max: 4 }),
    first: fc.constantFrom<Rules['first']>('silent', 'added'),
    watch: fc.constantFrom<Rules['watch']>('all', 'only', 'except'),
    threshold: fc.constantFrom(0, 1, 10),
    fields: fc.subarray(['status', 'place', 'none', 'id']),
  })
  .map(({ keys, watch, threshold, fields, ...others }) =>
    rulesWith({
      ...others,
      watch,
      keys: keys.map(path),
      fields:
        watch === 'all'
          ? []
          : [
              field('speed', watch === 'only' ? threshold : 0),
              ...fields.map((each) => field(each)),
            ],
    }),
  );

/** Without the order, which for the model is another one. */
function unordered({ added, changed, removed, ...doubts }: Modelled): object {
  const sort = (items: readonly unknown[]) =>
    items.map((each) => JSON.stringify(canonical(each))).toSorted();
  const byPath = changed.map(({ changes, ...each }) => ({ ...each, changes: sort(changes) }));
  return { ...doubts, added: sort(added), removed: sort(removed), changed: sort(byPath) };
}

/** The same value with its properties in one order. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, each]) => [name, canonical(each)] as const);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

describe('any lists by any rules', () => {
  it(`are reported as a simple model of the node does (${RUNS} runs, seed ${SEED})`, function () {
    this.timeout(60_000 + 60 * RUNS);
    fc.assert(
      fc.property(rules, fc.array(list, { minLength: 1, maxLength: 10 }), (chosen, lists) => {
        const model = new Model(chosen);
        let kept: State | undefined;
        for (const each of lists) {
          // As a message brings it.
          const given: unknown[] = JSON.parse(JSON.stringify(each));
          const expected = model.compare(given);
          try {
            const { state, changes, missing, skipped } = finish(compareList(kept, given, chosen));
            assert(expected, 'the list is refused');
            kept = JSON.parse(JSON.stringify(state));
            assert.deepEqual(unordered({ ...changes, missing, skipped }), unordered(expected));
          } catch (error) {
            if (!(error instanceof ServiceError)) throw error;
            assert.equal(error.code, 'LIST_INVALID');
            assert.equal(expected, undefined);
          }
        }
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });
});
