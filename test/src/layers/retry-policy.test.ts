import assert from 'node:assert/strict';
import { type ErrorCode, type ErrorFacts, ServiceError } from '../../../src/errors';
import { isRetryable, READ_POLICY, retryDelay, TOKEN_POLICY } from '../../../src/layers/retry';

interface Case {
  readonly code: ErrorCode;
  readonly facts?: ErrorFacts;
  readonly read: boolean;
  readonly token: boolean;
}

const CASES: readonly Case[] = [
  { code: 'UNREACHABLE', facts: { reason: 'ECONNREFUSED' }, read: true, token: true },
  { code: 'ANSWER_INCOMPLETE', facts: { reason: 'ECONNRESET' }, read: true, token: false },
  { code: 'RATE_LIMITED', facts: { statusCode: 429 }, read: true, token: true },
  { code: 'SERVER_ERROR', facts: { statusCode: 500 }, read: false, token: true },
  { code: 'SERVER_ERROR', facts: { statusCode: 501 }, read: false, token: true },
  { code: 'SERVER_ERROR', facts: { statusCode: 502 }, read: true, token: true },
  { code: 'SERVER_ERROR', facts: { statusCode: 503 }, read: true, token: true },
  { code: 'SERVER_ERROR', facts: { statusCode: 504 }, read: true, token: true },
  { code: 'HTTP_ERROR', facts: { statusCode: 400 }, read: false, token: false },
  { code: 'UNAUTHORIZED', facts: { statusCode: 401 }, read: false, token: false },
  { code: 'FORBIDDEN', facts: { statusCode: 403 }, read: false, token: false },
  { code: 'NOT_FOUND', facts: { statusCode: 404 }, read: false, token: false },
  { code: 'HTTP_ERROR', facts: { statusCode: 600 }, read: false, token: false },
  { code: 'ANSWER_INVALID', facts: { statusCode: 200 }, read: false, token: false },
  { code: 'BODY_TOO_LARGE', read: false, token: false },
  { code: 'REDIRECT_REFUSED', facts: { statusCode: 302 }, read: false, token: false },
  { code: 'TLS_FAILED', facts: { reason: 'CERT_HAS_EXPIRED' }, read: false, token: false },
  { code: 'TIMEOUT', read: false, token: false },
  { code: 'CREDENTIALS_REJECTED', facts: { statusCode: 400 }, read: false, token: false },
  { code: 'CLIENT_REJECTED', facts: { statusCode: 401 }, read: false, token: false },
  { code: 'INTERNAL', read: false, token: false },
];

describe('retry policies', () => {
  for (const { code, facts = {}, read, token } of CASES) {
    const error = new ServiceError(code, facts);
    const what = facts.statusCode === undefined ? code : `${code} (${facts.statusCode})`;

    it(`${read ? 'repeats' : 'does not repeat'} a read that failed with ${what}`, () => {
      assert.equal(isRetryable(error, READ_POLICY), read);
    });

    it(`${token ? 'repeats' : 'does not repeat'} a token request that failed with ${what}`, () => {
      assert.equal(isRetryable(error, TOKEN_POLICY), token);
    });
  }

  it('do not repeat a read whose sign-in has failed, for that has had its own retries', () => {
    for (const code of ['UNREACHABLE', 'RATE_LIMITED', 'SERVER_ERROR'] as const) {
      const error = new ServiceError(code, { statusCode: 503 }, { retriesSpent: true });
      assert.equal(isRetryable(error, READ_POLICY), false);
    }
  });
});

describe('a failure after part of the answer was passed on', () => {
  it('is not repeated, for that part would come twice', () => {
    const reason = 'ECONNRESET';
    const error = new ServiceError('ANSWER_INCOMPLETE', { reason }, { partlyDelivered: true });
    assert.equal(isRetryable(error, READ_POLICY), false);
  });
});

describe('retry delays', () => {
  const error = new ServiceError('UNREACHABLE');
  const ATTEMPTS = [1, 2, 3, 4, 5, 6, 7, 100];

  it('are at most 1 s, and double with every attempt up to 20 s', () => {
    const longest = ATTEMPTS.map((attempt) => retryDelay(error, attempt, READ_POLICY, () => 1));
    assert.deepEqual(longest, [1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000, 20_000]);
  });

  it('have full jitter: anything from nothing to the longest', () => {
    for (const attempt of ATTEMPTS) {
      const longest = retryDelay(error, attempt, READ_POLICY, () => 1);
      assert.equal(
        retryDelay(error, attempt, READ_POLICY, () => 0),
        0,
      );
      assert.equal(
        retryDelay(error, attempt, READ_POLICY, () => 0.25),
        longest / 4,
      );
    }
  });

  it('differ from one client to the next', () => {
    const delays = Array.from({ length: 200 }, () => retryDelay(error, 4, READ_POLICY));
    assert(new Set(delays).size > 190, 'hardly any two are alike');
    assert(delays.every((delay) => delay >= 0 && delay < 8_000));
    assert(Math.min(...delays) < 1_600 && Math.max(...delays) > 6_400, 'they use the full range');
  });

  it('are what the service asks for, without jitter', () => {
    for (const retryAfter of [7, 40_159]) {
      const throttled = new ServiceError('RATE_LIMITED', { statusCode: 429, retryAfter });
      assert.equal(
        retryDelay(throttled, 3, READ_POLICY, () => 0.5),
        retryAfter * 1_000,
      );
    }
  });

  it('are not shorter where the service asks for nothing', () => {
    const throttled = new ServiceError('RATE_LIMITED', { statusCode: 429, retryAfter: 0 });
    const delays = ATTEMPTS.map((attempt) => retryDelay(throttled, attempt, READ_POLICY, () => 0));
    assert.deepEqual(delays, [1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000, 20_000]);
  });
});
