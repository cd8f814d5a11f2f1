import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { copyAsJson, isEqual, StepBudget } from '../../../src/changes/json-steps';
import { assertLinear } from '../../support/growth';
import { runs } from '../../support/runs';
import { finish } from './compare';

const copyOf = (value: unknown) => finish(copyAsJson(value, new StepBudget()));

/** Anything that a function node may put into a message. */
const anything = fc.anything({
  withDate: true,
  withSparseArray: true,
  withBoxedValues: true,
  withMap: true,
  withTypedArray: true,
  withNullPrototype: true,
});

describe('a copy as JSON, for any value', () => {
  it('is what JSON.parse makes of what JSON.stringify makes of it', () => {
    fc.assert(
      fc.property(anything, (value) => {
        assert.deepEqual(copyOf(value), JSON.parse(JSON.stringify(value) ?? 'null'));
      }),
      { numRuns: runs(1_000) },
    );
  });

  it('shares nothing with it', () => {
    const inside = { a: [1] };
    const given = { inside, twice: inside };
    const copy = copyOf(given);
    inside.a.push(2);
    assert.deepEqual(copy, { inside: { a: [1] }, twice: { a: [1] } });
  });

  it('has the names that mean something to JavaScript', () => {
    const text = '{"__proto__":{"a":1},"constructor":2}';
    assert.equal(JSON.stringify(copyOf(JSON.parse(text))), text);
  });

  it('is the same of what comes from another realm, as from a function node', () => {
    const given: unknown = runInNewContext('({ a: [{ b: new Date(0), c: undefined }] })');
    assert.deepEqual(copyOf(given), { a: [{ b: '1970-01-01T00:00:00.000Z' }] });
  });
});

describe('two values of JSON', () => {
  it('are equal where they are deeply equal', () => {
    const value = fc.jsonValue({ maxDepth: 3 });
    fc.assert(
      fc.property(value, value, (a, b) => {
        const [one, other] = [copyOf(a), copyOf(b)];
        assert.equal(finish(isEqual(one, other, new StepBudget())), isDeepStrictEqual(one, other));
        assert(finish(isEqual(one, copyOf(a), new StepBudget())));
      }),
    );
  });
});

describe('the work for an item', () => {
  const SHAPES: [what: string, make: (size: number) => unknown][] = [
    ['values', (size) => Object.fromEntries(Array.from({ length: size }, (_, n) => [`n${n}`, n]))],
    ['small arrays', (size) => Array.from({ length: size }, (_, n) => [n])],
  ];
  for (const [what, make] of SHAPES) {
    it(`grows with its ${what}, and is taken in as many steps`, async () => {
      await assertLinear(5_000, make, copyOf);
      let steps = 0;
      for (const _ of copyAsJson(make(100_000), new StepBudget())) steps++;
      assert(steps >= 100, `${steps} steps`);
    });
  }
});
