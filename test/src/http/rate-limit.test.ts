import assert from 'node:assert/strict';
import type { RateLimit } from '../../../src/http/message';
import { rateLimitOf } from '../../../src/http/rate-limit';
import { useFakeClock } from '../../support/clock';

const DATE = 'Mon, 02 Mar 2026 09:00:00 GMT';
const AT = Date.parse(DATE) / 1_000;

describe('the rate figures of an answer', () => {
  // An hour behind the service.
  useFakeClock('2026-03-02T08:00:00Z');

  const CASES: [what: string, headers: Record<string, string>, rate: RateLimit | undefined][] = [
    ['without any', { date: DATE }, undefined],
    [
      'as the draft has them',
      { ratelimit: '"hour";r=50;t=30', 'ratelimit-policy': '"hour";q=100;w=60' },
      { limit: 100, remaining: 50, reset: 30 },
    ],
    [
      'of several policies, of which the one that ends first counts',
      {
        ratelimit: '"day";r=500;t=40000, "minute";r=3;t=20',
        'ratelimit-policy': '"day";q=1000;w=86400, "minute";q=60;w=60',
      },
      { limit: 60, remaining: 3, reset: 20 },
    ],
    ['without a policy', { ratelimit: '"a";r=0;t=7' }, { remaining: 0, reset: 7 }],
    ['without a time', { ratelimit: '"a";r=5' }, { remaining: 5 }],
    [
      'as the draft had them in one header',
      { ratelimit: 'limit=100, remaining=50, reset=30' },
      { limit: 100, remaining: 50, reset: 30 },
    ],
    [
      'as the draft had them in three headers',
      { 'ratelimit-limit': '100, 100;w=60', 'ratelimit-remaining': '50', 'ratelimit-reset': '30' },
      { limit: 100, remaining: 50, reset: 30 },
    ],
    [
      'as most services have them, with seconds',
      { 'x-ratelimit-limit': '60', 'x-ratelimit-remaining': '59', 'x-ratelimit-reset': '12' },
      { limit: 60, remaining: 59, reset: 12 },
    ],
    [
      'with the second of the reset, by the clock of the answer',
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(AT + 90), date: DATE },
      { remaining: 0, reset: 90 },
    ],
    [
      'with the millisecond of the reset, by the clock of the answer',
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${AT + 90}500`, date: DATE },
      { remaining: 0, reset: 91 },
    ],
    [
      'with a reset that has passed',
      { 'x-ratelimit-remaining': '9', 'x-ratelimit-reset': String(AT - 90), date: DATE },
      { remaining: 9, reset: 0 },
    ],
    [
      'with the second of the reset and no date, by the clock of this machine',
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(AT - 3_570) },
      { remaining: 0, reset: 30 },
    ],
    [
      'without a reset where that clock is a year behind, and the answer has no date',
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(AT + 31_536_000) },
      { remaining: 0 },
    ],
    [
      'without a reset where that clock is a year ahead',
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(AT - 31_536_000) },
      { remaining: 0 },
    ],
    [
      'with fractions',
      { 'x-ratelimit-remaining': '59.0', 'x-ratelimit-reset': '12.3' },
      { remaining: 59, reset: 13 },
    ],
    [
      'with another hyphen',
      { 'x-rate-limit-limit': '60', 'x-rate-limit-remaining': '1' },
      { limit: 60, remaining: 1 },
    ],
    ['with a time to wait alone', { 'retry-after': '30' }, { retryAfter: 30 }],
    ['that are not numbers', { 'x-ratelimit-limit': 'many', ratelimit: '"a";r=few' }, undefined],
  ];
  for (const [what, headers, rate] of CASES) {
    it(`are read ${what}`, () => {
      assert.deepEqual(
        rateLimitOf((name) => headers[name]),
        rate,
      );
    });
  }
});
