import assert from 'node:assert/strict';
import { parseRetryAfter } from '../../../src/http/status';
import { useFakeClock } from '../../support/clock';

describe('Retry-After', () => {
  // Between two seconds, so that it shows which way a wait is rounded.
  useFakeClock('2026-10-21T07:28:00.500Z');

  const CASES: [header: string | undefined, seconds: number | undefined, why: string][] = [
    ['0', 0, 'no wait'],
    ['60', 60, 'seconds'],
    [' 60 ', 60, 'seconds among spaces'],
    ['40159', 40_159, 'eleven hours of seconds'],
    ['Wed, 21 Oct 2026 07:29:30 GMT', 90, 'a date to come'],
    ['Wednesday, 21-Oct-26 07:29:30 GMT', 90, 'a date as RFC 850 wrote it'],
    ['Wed, 21 Oct 2026 07:28:01 GMT', 1, 'half a second, rounded up'],
    ['Wed, 21 Oct 2026 07:28:00 GMT', 0, 'this very second'],
    ['Wed, 21 Oct 2015 07:28:00 GMT', 0, 'a date that has passed'],
    [undefined, undefined, 'no header'],
    ['', undefined, 'an empty header'],
    ['-5', undefined, 'a negative number'],
    ['1.5', 2, 'a fraction, rounded up'],
    ['.5', undefined, 'half a number'],
    ['1e3', undefined, 'an exponent'],
    ['60 seconds', undefined, 'a number with a unit'],
    ['99999999999', 86_400, 'three thousand years, of which a day is believed'],
    ['Fri, 23 Oct 2026 07:29:30 GMT', undefined, 'two days by a clock that may be wrong'],
    ['soon', undefined, 'a word'],
    ['tomorrow 2026', undefined, 'words that Date.parse takes for a date'],
    ['Wed, 99 Oct 2026 07:28:00 GMT', undefined, 'a day that does not exist'],
    ['2026-10-21T07:29:30Z', undefined, 'a date in another format'],
  ];

  for (const [header, seconds, why] of CASES) {
    it(`takes ${header === undefined ? 'no header' : `"${header}"`} for ${seconds ?? 'nothing'}: ${why}`, () => {
      assert.equal(parseRetryAfter(header), seconds);
    });
  }

  const DATED: [header: string, date: string, seconds: number | undefined, why: string][] = [
    ['Wed, 21 Oct 2026 07:29:30 GMT', 'Wed, 21 Oct 2026 07:29:00 GMT', 30, 'that clock is fast'],
    ['Thu, 01 Jan 1970 00:05:30 GMT', 'Thu, 01 Jan 1970 00:05:00 GMT', 30, 'that clock is slow'],
    ['Wed, 21 Oct 2026 07:28:00 GMT', 'Wed, 21 Oct 2026 07:29:00 GMT', 0, 'it has passed there'],
    ['Fri, 23 Oct 2026 07:29:30 GMT', 'Wed, 21 Oct 2026 07:29:30 GMT', 86_400, 'a day at the most'],
    ['60', 'Wed, 21 Oct 2015 07:29:30 GMT', 60, 'seconds need no clock'],
    ['Wed, 21 Oct 2026 07:29:30 GMT', 'yesterday', 90, 'what is not a date is ignored'],
  ];

  for (const [header, date, seconds, why] of DATED) {
    it(`takes "${header}" in an answer of "${date}" for ${seconds ?? 'nothing'}: ${why}`, () => {
      assert.equal(parseRetryAfter(header, date), seconds);
    });
  }
});
