import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readTokenAnswer, type TokenAnswer, TokenRefusal } from '../../src/auth/token-response';
import { isOver, isTokens, tokensOf } from '../../src/auth/tokens';
import { ServiceError } from '../../src/errors';
import { answerOf } from '../support/answer-of';
import { anyText } from '../support/any-text';
import { parseText } from '../support/parse-text';
import { runs } from '../support/runs';
import { outcomeOf } from './support/outcome-of';

const DECADE = 315_360_000;

const token = fc.oneof(
  fc.stringMatching(/^[!-~]{1,40}$/),
  anyText({ maxLength: 10 }),
  fc.constantFrom('', ' ', 'a b', 'a\r\nX: y', 'ä', '\0'),
);
const life = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.double().map(String),
  fc.constantFrom('', ' ', '600', ' 600 ', '1e3', '0x10', 'NaN', '-0', 'Infinity', '5 days'),
  fc.jsonValue(),
);
const type = fc.oneof(
  fc.constantFrom('Bearer', 'bearer', 'BEARER', 'mac', '', null),
  fc.jsonValue(),
);
const oauthError = fc.constantFrom('invalid_grant', 'invalid_client', 'constructor', '__proto__');

/** Objects that look like token answers, each field right, wrong or missing. */
const plausible = fc
  .record(
    {
      access_token: fc.oneof({ weight: 4, arbitrary: token }, fc.jsonValue()),
      refresh_token: fc.oneof(token, fc.jsonValue()),
      expires_in: life,
      token_type: type,
      error: fc.oneof(oauthError, fc.jsonValue()),
    },
    { requiredKeys: [] },
  )
  .map((fields) => JSON.stringify(fields));
const body = fc.oneof({ weight: 4, arbitrary: plausible }, fc.json());

/** Whether a grant of tokens can be used, by the words of RFC 6749 and RFC 6750. */
function isUsable(text: string): boolean {
  const fields = new Map<string, unknown>(Object.entries(Object(parseText(text))));
  const accessToken = fields.get('access_token');
  // Services that do not name it write null, or leave it out.
  const tokenType = fields.get('token_type') ?? 'bearer';
  if (typeof accessToken !== 'string' || accessToken === '') return false;
  const isVisible = Buffer.from(accessToken).every((byte) => byte > 0x20 && byte < 0x7f);
  return isVisible && typeof tokenType === 'string' && tokenType.toLowerCase() === 'bearer';
}

function assertAnswer({ accessToken, refreshToken, expiresIn }: TokenAnswer, text: string): void {
  const given: unknown = parseText(text);
  const fields = new Map<string, unknown>(Object.entries(Object(given)));
  assert.equal(accessToken, fields.get('access_token'));
  const refresh = fields.get('refresh_token');
  assert.equal(refreshToken, typeof refresh === 'string' && refresh !== '' ? refresh : undefined);
  assert(expiresIn === undefined || (expiresIn > 0 && expiresIn <= DECADE), String(expiresIn));
}

/** Statuses below 500 that say nothing about the grant. */
const NO_REFUSALS = new Map([
  [407, 'PROXY_REFUSED'],
  [429, 'RATE_LIMITED'],
]);

describe('the answer to a token request', () => {
  it('that is any JSON with 200 is a grant where one can be used, and SIGN_IN_FAILED elsewhere', async () => {
    await fc.assert(
      fc.asyncProperty(body, async (text) => {
        const { value, error } = await outcomeOf(readTokenAnswer(answerOf(text)));
        assert.equal(value !== undefined, isUsable(text));
        if (value !== undefined) {
          assertAnswer(value, text);
        } else {
          assert(error instanceof ServiceError);
          assert.deepEqual([error.code, error.facts.statusCode], ['SIGN_IN_FAILED', 200]);
        }
      }),
      { numRuns: runs(1_000) },
    );
  });

  it('that is a grant makes tokens that have a finite life and can be kept', async () => {
    await fc.assert(
      fc.asyncProperty(plausible.filter(isUsable), async (text) => {
        const answer = await readTokenAnswer(answerOf(text));
        const tokens = tokensOf(answer, undefined);
        assert(isTokens(JSON.parse(JSON.stringify(tokens))), 'it is not the same after a restart');
        assert.equal(tokens.expiresAt === undefined, answer.expiresIn === undefined);
        assert(Number.isFinite(tokens.expiresAt ?? 0));
        if ((answer.expiresIn ?? DECADE) > 1) assert.equal(isOver(tokens), false);
      }),
      { numRuns: runs(300) },
    );
  });

  it('with any other status is a refusal or an error with a known code', async () => {
    const status = fc.integer({ min: 300, max: 599 });
    await fc.assert(
      fc.asyncProperty(status, fc.oneof(body, fc.string()), async (statusCode, text) => {
        const answer = answerOf(text, { status: statusCode });
        const { error } = await outcomeOf(readTokenAnswer(answer));
        const noRefusal = NO_REFUSALS.get(statusCode) ?? (statusCode >= 500 && 'SERVER_ERROR');
        if (noRefusal) {
          assert(error instanceof ServiceError);
          assert.equal(error.code, noRefusal);
        } else {
          assert(error instanceof TokenRefusal);
          assert.equal(error.statusCode, statusCode);
          assert(error.oauthError === undefined || text.includes(`"${error.oauthError}"`));
          assert.match(error.oauthError ?? 'invalid_', /^invalid_(grant|client)?$/);
        }
      }),
      { numRuns: runs(500) },
    );
  });
});
