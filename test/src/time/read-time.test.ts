import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { readTime } from '../../../src/time/read-time';
import { Zone } from '../../../src/time/zone';

const MOMENT = Date.UTC(2026, 10, 29, 15, 44);
const newYork = new Zone('America/New_York');
const iso = (instants: readonly number[] | string): unknown =>
  typeof instants === 'string' ? instants : instants.map((at) => new Date(at).toISOString());

describe('the time of a measurement', () => {
  const spellings: unknown[] = [
    '2026-11-29T15:44:00Z',
    '2026-11-29T15:44Z',
    '20261129T154400Z',
    '2026-11-29t15:44:00z',
    '2026-11-29T10:44:00-05:00',
    '2026-11-29T10:44:00-0500',
    '2026-11-29T10:44:00-05',
    '2026-11-29T15:44:00.000000+00:00',
    '2026-11-29 15:44:00+00',
    '2026-11-29 21:14:00 +05:30',
    ' 2026-11-29T15:44:00Z\n',
    1_795_967_040,
    '1795967040',
    1_795_967_040_000,
    '1795967040000',
    1_795_967_040_000_000,
    'Sun, 29 Nov 2026 15:44:00 GMT',
    'Sun, 29 Nov 2026 10:44:00 -0500',
    'Sunday, 29-Nov-2026 15:44:00 GMT',
    new Date(MOMENT),
  ];
  for (const spelling of spellings) {
    it(`is read when it is written as ${JSON.stringify(spelling)}`, () => {
      assert.deepEqual(readTime(spelling, undefined), [MOMENT]);
    });
  }

  it('keeps the fractions of a second', () => {
    assert.deepEqual(readTime('2026-11-29T15:44:00.5Z', undefined), [MOMENT + 500]);
    assert.deepEqual(readTime('2026-11-29T15:44:00,1239Z', undefined), [MOMENT + 123]);
    assert.deepEqual(readTime(1_795_967_040.25, undefined), [MOMENT + 250]);
  });

  const others: unknown[] = [
    '',
    null,
    undefined,
    true,
    {},
    [],
    'soon',
    '29/11/2026 15:44',
    '2026-13-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2026-11-29T24:30:00Z',
    '2026-11-29T15:60:00Z',
    '2026-11-29T15:44:00+24:00',
    '2026-11-29T15:44:00+05:60',
    'Sun, 29 Nov 2026 15:44:00 +9900',
    0,
    -1,
    42,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    '99',
    new Date(Number.NaN),
    `2026-11-29T15:44:00${' '.repeat(60_000)}Z`,
  ];
  for (const other of others) {
    it(`is not read from ${inspect(other).slice(0, 30)}`, () => {
      assert.equal(readTime(other, newYork), 'noTime');
    });
  }

  it('needs a zone where it names none', () => {
    assert.equal(readTime('2026-11-29T10:44:00', undefined), 'noZone');
    assert.deepEqual(readTime('2026-11-29T10:44:00', newYork), [MOMENT]);
    assert.deepEqual(readTime('2026-07-01 12:00', newYork), [Date.UTC(2026, 6, 1, 16)]);
    assert.deepEqual(readTime('2026-11-29', new Zone('Asia/Kolkata')), [
      Date.UTC(2026, 10, 28, 18, 30),
    ]);
  });

  it('may be either of two in the hour that is repeated', () => {
    assert.deepEqual(iso(readTime('2026-11-01T01:30:00', newYork)), [
      '2026-11-01T05:30:00.000Z',
      '2026-11-01T06:30:00.000Z',
    ]);
    assert.deepEqual(iso(readTime('2026-11-01T02:00:00', newYork)), ['2026-11-01T07:00:00.000Z']);
    // Lord Howe Island changes its clocks by half an hour.
    assert.equal(readTime('2026-04-05T01:45:00', new Zone('Australia/Lord_Howe')).length, 2);
  });

  it('is taken as before the change in the hour that is skipped', () => {
    assert.deepEqual(iso(readTime('2026-03-08T02:30:00', newYork)), ['2026-03-08T07:30:00.000Z']);
  });

  it('refuses a zone that there is not', () => {
    assert.throws(() => new Zone('Mars/Olympus'), RangeError);
  });
});
