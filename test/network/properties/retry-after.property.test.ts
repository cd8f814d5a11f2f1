import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseRetryAfter } from '../../../src/http/status';
import { anyText } from '../../support/any-text';
import { useFakeClock } from '../../support/clock';
import { runs } from '../../support/runs';

const NOW = Date.parse('2026-03-02T08:00:00Z');
const DAY = 86_400;
const YEAR = 365 * DAY;

describe('Retry-After, for any header', () => {
  useFakeClock(new Date(NOW).toISOString());

  it('is a number of seconds as it stands there, up to a day', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 * DAY }), fc.constantFrom('', ' ', '\t'), (seconds, space) => {
        assert.equal(parseRetryAfter(`${space}${seconds}${space}`), Math.min(seconds, DAY));
      }),
    );
  });

  it('is the seconds between the date of the answer and the one to come, whatever the time is here', () => {
    const within = fc.integer({ min: -10 * YEAR, max: 10 * YEAR });
    fc.assert(
      fc.property(within, fc.integer({ min: -YEAR, max: 2 * DAY }), (wrong, seconds) => {
        const sentAt = NOW + wrong * 1_000;
        const header = new Date(sentAt + seconds * 1_000).toUTCString();
        const date = new Date(sentAt).toUTCString();
        assert.equal(parseRetryAfter(header, date), Math.min(DAY, Math.max(0, seconds)));
      }),
    );
  });

  it('is the seconds until a date by the clock of this machine where the answer has none', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10 * YEAR, max: 2 * DAY }), (seconds) => {
        const header = new Date(NOW + seconds * 1_000).toUTCString();
        assert.equal(parseRetryAfter(header), seconds > DAY ? undefined : Math.max(0, seconds));
      }),
    );
  });

  it('is a whole number of seconds that is not negative, or nothing, whatever it says', () => {
    const dates = fc.date({ noInvalidDate: true }).map((at) => at.toUTCString());
    const nearly = fc
      .tuple(dates, fc.nat(), fc.string({ maxLength: 2 }))
      .map(([text, at, noise]) => {
        const cut = at % text.length;
        return text.slice(0, cut) + noise + text.slice(cut + 1);
      });
    const anything = fc.oneof(anyText(), fc.stringMatching(/^[-+0-9.eExX ]{0,30}$/), dates, nearly);
    fc.assert(
      fc.property(anything, anything, (header, sent) => {
        const seconds = parseRetryAfter(header, sent);
        const isWait = Number.isSafeInteger(seconds) && (seconds ?? -1) >= 0;
        assert(seconds === undefined || (isWait && seconds <= DAY));
      }),
      { numRuns: runs(1_000) },
    );
  });
});
