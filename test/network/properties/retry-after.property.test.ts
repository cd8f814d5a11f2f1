import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseRetryAfter } from '../../../src/http/status';
import { useFakeClock } from '../../support/clock';

const NOW = Date.parse('2026-03-02T08:00:00Z');
const YEAR = 365 * 86_400;

describe('Retry-After, for any header', () => {
  useFakeClock(new Date(NOW).toISOString());

  it('is a number of seconds as it stands there', () => {
    fc.assert(
      fc.property(fc.nat({ max: 10 * YEAR }), fc.constantFrom('', ' ', '\t'), (seconds, space) => {
        assert.equal(parseRetryAfter(`${space}${seconds}${space}`), seconds);
      }),
    );
  });

  it('is the seconds until a date to come, and none until one that has passed', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10 * YEAR, max: 10 * YEAR }), (seconds) => {
        const header = new Date(NOW + seconds * 1_000).toUTCString();
        assert.equal(parseRetryAfter(header), Math.max(0, seconds));
      }),
    );
  });

  it('is a whole number of seconds that is not negative, or nothing, whatever it says', () => {
    const date = fc.date({ noInvalidDate: true }).map((at) => at.toUTCString());
    const nearly = fc
      .tuple(date, fc.nat(), fc.string({ maxLength: 2 }))
      .map(([text, at, noise]) => {
        const cut = at % text.length;
        return text.slice(0, cut) + noise + text.slice(cut + 1);
      });
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^[-+0-9.eExX ]{0,30}$/),
      date,
      nearly,
    );
    fc.assert(
      fc.property(anything, (header) => {
        const seconds = parseRetryAfter(header);
        assert(seconds === undefined || (Number.isSafeInteger(seconds) && seconds >= 0));
      }),
      { numRuns: 1_000 },
    );
  });
});
