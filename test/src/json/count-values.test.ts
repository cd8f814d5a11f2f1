import assert from 'node:assert/strict';
import fc from 'fast-check';
import { countValues } from '../../../src/json/value-memory';

/** The values in a parsed document, itself included. */
function valuesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, member) => sum + valuesIn(member), 1);
}

describe('the count of values in JSON', () => {
  it('is never less than what a parser makes of it, the outermost one aside', () =>
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const counted = countValues(Buffer.from(JSON.stringify(value)));
        assert(counted + 1 >= valuesIn(value));
      }),
    ));

  it('is exact for a list of empty objects', () => {
    assert.equal(countValues(Buffer.from(`[${'{},'.repeat(999)}{}]`)), 2_000);
  });

  it('is the same in one piece and in many', () =>
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 1, max: 9 }), (value, size) => {
        const bytes = Buffer.from(JSON.stringify(value));
        let sum = 0;
        for (let at = 0; at < bytes.length; at += size) {
          sum += countValues(bytes.subarray(at, at + size));
        }
        assert.equal(sum, countValues(bytes));
      }),
    ));
});
