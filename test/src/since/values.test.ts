import assert from 'node:assert/strict';
import {
  compareValues,
  type Kind,
  kindOf,
  type SinceValue,
  valueBefore,
} from '../../../src/since/values';

const KINDS: [value: unknown, kind: Kind | undefined][] = [
  [5, 'number'],
  ['-12.50', 'number'],
  ['9007199254740993', 'number'],
  [Number.NaN, undefined],
  ['2026-03-02T12:00:00Z', 'time'],
  ['2026-03-02 12:00:00.123456', 'time'],
  ['2026-03-02', 'time'],
  ['Mon, 02 Mar 2026 12:00:00 GMT', 'time'],
  ['2026-13-02', 'text'],
  ['b7f0', 'text'],
  ['x'.repeat(1_000), undefined],
  ['', undefined],
  [null, undefined],
  [{ a: 1 }, undefined],
  [true, undefined],
];

/** Of each pair, the first value is before the second one. */
const ORDERED: [kind: Kind, before: SinceValue, after: SinceValue][] = [
  ['number', 9, 10],
  ['number', '9', '10'],
  ['number', -5, '3'],
  ['number', '9007199254740992', '9007199254740993'],
  ['number', `1${'0'.repeat(350)}`, `1${'0'.repeat(349)}1`],
  ['time', '2026-03-02T12:00:00+02:00', '2026-03-02T11:00:00Z'],
  ['time', '2026-03-02T12:00:00Z', '2026-03-02T12:00:00.001Z'],
  ['time', '2026-03-02T12:00:00.123456Z', '2026-03-02T12:00:00.123457Z'],
  ['time', '2026-03-02', '2026-03-02 00:00:01'],
  ['text', 'Z', 'a'],
  // By code units, it would be the other way round.
  ['text', '\uff5e', '\u{1f600}'],
];

/** What is before a value by an overlap. */
const BEFORE: [kind: Kind, value: SinceValue, overlap: number, before: SinceValue][] = [
  ['number', 100, 10, 90],
  ['number', '100', 10, 90],
  ['number', '9007199254740993', 3, 9_007_199_254_740_990],
  ['number', '90071992547409930', 3, '90071992547409927'],
  ['number', 1.5, 1, 0.5],
  ['number', `${'9'.repeat(400)}.5`, 10, `${'9'.repeat(400)}.5`],
  ['time', '2026-03-02T12:00:00Z', 60, '2026-03-02T11:59:00Z'],
  ['time', '2026-03-02T12:00:00.123456Z', 1, '2026-03-02T11:59:59.123Z'],
  ['time', '2026-03-02T12:00:00+02:00', 60, '2026-03-02T09:59:00Z'],
  ['time', '2026-03-02 12:00:00', 60, '2026-03-02 11:59:00'],
  ['time', '2026-03-02', 60, '2026-03-01'],
  ['time', '2026-03-02T12:00:00Z', 1e300, '0000-01-01T00:00:00Z'],
  ['time', 'Mon, 02 Mar 2026 12:00:00 GMT', 60, 'Mon, 02 Mar 2026 11:59:00 GMT'],
  ['text', 'abc', 60, 'abc'],
  ['time', '2026-03-02T12:00:00.123456Z', 0, '2026-03-02T12:00:00.123456Z'],
];

describe('a value that separates new items from old ones', () => {
  for (const [value, kind] of KINDS) {
    it(`is ${kind ?? 'none'} where it is ${JSON.stringify(value)?.slice(0, 40)}`, () => {
      assert.equal(kindOf(value), kind);
    });
  }

  for (const [kind, one, other] of ORDERED) {
    it(`is before another one: ${kind} ${String(one).slice(0, 40)}`, () => {
      assert(compareValues(one, other, kind) < 0);
      assert(compareValues(other, one, kind) > 0);
      assert.equal(compareValues(one, one, kind), 0);
    });
  }

  it('is the same at the same instant, and as the same number', () => {
    assert.equal(compareValues('2026-03-02T12:00:00+02:00', '2026-03-02T10:00:00.000Z', 'time'), 0);
    assert.equal(compareValues(10, '10', 'number'), 0);
  });

  for (const [kind, value, overlap, before] of BEFORE) {
    it(`is written as it was, ${overlap} before: ${kind} ${String(value).slice(0, 40)}`, () => {
      assert.equal(valueBefore(value, kind, overlap), before);
    });
  }
});
