import assert from 'node:assert/strict';
import { readTokenAnswer, type TokenAnswer, TokenRefusal } from '../../../src/auth/token-response';
import type { ErrorCode } from '../../../src/errors';
import { SHORT_ANSWER } from '../../../src/http/memory';
import { answerOf } from '../../support/answer-of';
import { rejection } from '../../support/rejection';

const GOOD = {
  access_token: 'access',
  refresh_token: 'refresh',
  expires_in: 600,
  token_type: 'Bearer',
};
const READ: TokenAnswer = { accessToken: 'access', refreshToken: 'refresh', expiresIn: 600 };
const DECADE = 315_360_000;

describe('a token answer', () => {
  const ACCEPTED: [what: string, changes: object, expected: Partial<TokenAnswer>][] = [
    ['as the service sends it', {}, {}],
    ['with other fields beside', { scope: 'sync', id_token: 5 }, {}],
    ['with expires_in as a string', { expires_in: '600' }, { expiresIn: 600 }],
    ['with expires_in as a string with a fraction', { expires_in: '0.5' }, { expiresIn: 0.5 }],
    ['with a negative expires_in', { expires_in: -1 }, { expiresIn: undefined }],
    ['with an expires_in of 0', { expires_in: 0 }, { expiresIn: undefined }],
    ['without expires_in', { expires_in: undefined }, { expiresIn: undefined }],
    ['with expires_in null', { expires_in: null }, { expiresIn: undefined }],
    ['with an empty expires_in', { expires_in: '' }, { expiresIn: undefined }],
    ['with an expires_in of words', { expires_in: '5 days' }, { expiresIn: undefined }],
    ['with an expires_in that is a list', { expires_in: [600] }, { expiresIn: undefined }],
    ['with an expires_in that is true', { expires_in: true }, { expiresIn: undefined }],
    ['with an enormous expires_in', { expires_in: 1e300 }, { expiresIn: DECADE }],
    ['with an endless expires_in', { expires_in: 'Infinity' }, { expiresIn: DECADE }],
    ['with an expires_in beyond 2^53', { expires_in: 2 ** 60 }, { expiresIn: DECADE }],
    ['without a refresh token', { refresh_token: undefined }, { refreshToken: undefined }],
    ['with refresh_token null', { refresh_token: null }, { refreshToken: undefined }],
    ['with an empty refresh token', { refresh_token: '' }, { refreshToken: undefined }],
    ['with a refresh token that is a number', { refresh_token: 5 }, { refreshToken: undefined }],
    ['with token_type in lower case', { token_type: 'bearer' }, {}],
    ['with token_type in upper case', { token_type: 'BEARER' }, {}],
    ['without token_type', { token_type: undefined }, {}],
    ['with null as token_type', { token_type: null }, {}],
  ];
  for (const [what, changes, expected] of ACCEPTED) {
    it(`${what} is accepted`, async () => {
      const answer = answerOf(JSON.stringify({ ...GOOD, ...changes }));
      assert.deepEqual(await readTokenAnswer(answer), { ...READ, ...expected });
    });
  }

  it('that refuses in more than 64 kB is a refusal without words', async () => {
    const body = JSON.stringify({ error: 'invalid_grant', much: 'x'.repeat(SHORT_ANSWER) });
    const answer = answerOf(body, { status: 400 });
    const refusal = await readTokenAnswer(answer).catch((error: unknown) => error);
    assert(refusal instanceof TokenRefusal);
    assert.deepEqual([refusal.statusCode, refusal.oauthError], [400, undefined]);
  });

  const UNUSABLE: [what: string, body: string, reason: RegExp][] = [
    [
      'without an access token',
      JSON.stringify({ ...GOOD, access_token: undefined }),
      /^noAccessToken$/,
    ],
    [
      'with an empty access token',
      JSON.stringify({ ...GOOD, access_token: '' }),
      /^noAccessToken$/,
    ],
    [
      'with an access token that is a number',
      JSON.stringify({ ...GOOD, access_token: 5 }),
      /^noAccessToken$/,
    ],
    [
      'with an access token that would end a header',
      JSON.stringify({ ...GOOD, access_token: 'a\r\nX: b' }),
      /^noAccessToken$/,
    ],
    [
      'with an access token with a space',
      JSON.stringify({ ...GOOD, access_token: 'a b' }),
      /^noAccessToken$/,
    ],
    [
      'with an access token beyond ASCII',
      JSON.stringify({ ...GOOD, access_token: 'ä' }),
      /^noAccessToken$/,
    ],
    [
      'for another kind of token',
      JSON.stringify({ ...GOOD, token_type: 'mac' }),
      /^tokenTypeUnknown$/,
    ],
    [
      'with a token_type that is no text',
      JSON.stringify({ ...GOOD, token_type: ['Bearer'] }),
      /^tokenTypeUnknown$/,
    ],
    ['that is HTML', '<html>Please sign in</html>', /^tokenAnswerUnusable/],
    ['that is a list', JSON.stringify([GOOD]), /^tokenAnswerNoObject$/],
    ['that is null', 'null', /^tokenAnswerNoObject$/],
    ['that is a string', '"access"', /^tokenAnswerNoObject$/],
    ['that is empty', '', /^tokenAnswerUnusable\(why: empty\)$/],
    ['that breaks off', '{"access_token":"acc', /^tokenAnswerUnusable/],
    [
      'that is nested too deep',
      '['.repeat(501) + ']'.repeat(501),
      /^tokenAnswerUnusable\(why: nestedTooDeep/,
    ],
    ['that is longer than 64 KB', JSON.stringify(Array(50_000).fill('a')), /^tokenAnswerLong$/],
  ];
  for (const [what, body, reason] of UNUSABLE) {
    it(`${what} is a failed sign-in`, async () => {
      const { code, facts } = await rejection(readTokenAnswer(answerOf(body)));
      assert.deepEqual([code, facts.statusCode], ['SIGN_IN_FAILED', 200]);
      assert.match(String(facts.reason), reason);
    });
  }
});

describe('a refused token request', () => {
  const REFUSALS: [status: number, body: string, oauthError: string | undefined][] = [
    [
      400,
      '{"error":"invalid_grant","error_description":"Invalid credentials given."}',
      'invalid_grant',
    ],
    [401, '{"error":"invalid_client"}', 'invalid_client'],
    [400, '{"error":"unsupported_grant_type"}', 'unsupported_grant_type'],
    [400, '{"error":"not of the standard"}', undefined],
    [400, '{"error":{"code":"invalid_grant"}}', 'invalid_grant'],
    [400, '{"error":{"code":"400"}}', undefined],
    [400, '{"error":" Invalid_Grant"}', 'invalid_grant'],
    [400, '{"error":null}', undefined],
    [400, '<html>{"error":"invalid_grant"}</html>', undefined],
    [418, '{"error":"invalid_client"}', 'invalid_client'],
    [400, '["invalid_grant"]', undefined],
    [400, '', undefined],
    [403, '<html>Forbidden</html>', undefined],
    [404, '<html>Not Found</html>', undefined],
    [302, '', undefined],
  ];
  for (const [status, body, oauthError] of REFUSALS) {
    it(`with status ${status} and ${body || 'nothing'} has the code ${oauthError ?? 'of no standard'}`, async () => {
      await assert.rejects(
        readTokenAnswer(answerOf(body, { status })),
        (error) =>
          error instanceof TokenRefusal &&
          error.statusCode === status &&
          error.oauthError === oauthError,
      );
    });
  }

  it('is a refusal also where its words are longer than 64 KB, which are not read', async () => {
    const body = JSON.stringify({ error: 'invalid_grant', of: Array(50_000).fill('a') });
    await assert.rejects(
      readTokenAnswer(answerOf(body, { status: 400 })),
      (error) => error instanceof TokenRefusal && error.oauthError === undefined,
    );
  });

  const FAILURES: [status: number, code: ErrorCode, retryAfter: number | undefined][] = [
    [429, 'RATE_LIMITED', 40_159],
    [500, 'SERVER_ERROR', undefined],
    [503, 'SERVER_ERROR', 40_159],
  ];
  for (const [status, code, retryAfter] of FAILURES) {
    it(`with status ${status} is ${code}, whatever its body says`, async () => {
      const headers = { 'retry-after': '40159' };
      const body = '{"error":"invalid_grant"}';
      const error = await rejection(readTokenAnswer(answerOf(body, { status, headers })));
      assert.deepEqual([error.code, error.facts.retryAfter], [code, retryAfter]);
    });
  }
});
