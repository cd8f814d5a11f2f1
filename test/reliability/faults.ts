import { gzipSync } from 'node:zlib';
import { randomBytes } from 'node:crypto';
import type { Fault, ScriptedFault } from '../../simulator';
import type { FaultGroup } from './fault-case';

/*
 * Every fault that the nodes are put through. The suite drives each of them and
 * writes docs/reliability.md from what it saw; `clock.ts` of the nodes' tests
 * says that it is 12:00 on 2 March 2026.
 */

const ALWAYS = Number.POSITIVE_INFINITY;
const HTML = '<!doctype html><title>Sign in to the network</title>';

/** The vendor's limit that a user of the Home Connect API met: more than eleven hours. */
const ELEVEN_HOURS = 40_159;

const onCall = (fault: Fault, times = ALWAYS): ScriptedFault => ({
  on: { path: /\/v1\// },
  fault,
  times,
});
const onSignIn = (fault: Fault, times = ALWAYS): ScriptedFault => ({
  on: { grant: 'password' },
  fault,
  times,
});
const onRefresh = (fault: Fault, times = ALWAYS): ScriptedFault => ({
  on: { grant: 'refresh_token' },
  fault,
  times,
});

const answer = (status: number, headers: Record<string, string> = {}, body = ''): Fault => ({
  kind: 'answer',
  status,
  headers,
  body,
});
const page = (next: string): Fault => answer(200, {}, JSON.stringify({ results: [{}], next }));
const html = answer(200, { 'content-type': 'text/html' }, HTML);

/** 257 MB of spaces in 270 kB: gzip members may follow one another. */
const bomb = (): Fault => {
  const member = gzipSync(Buffer.alloc(2 ** 20, ' '));
  const body = Buffer.concat(Array.from({ length: 257 }, () => member));
  return { kind: 'answer', status: 200, headers: { 'content-encoding': 'gzip' }, body };
};

/** A host name with a label of 64 letters, which every resolver refuses without asking anybody. */
const UNRESOLVABLE = `http://${'x'.repeat(64)}.invalid/api/`;

export const FAULTS: readonly FaultGroup[] = [
  {
    heading: 'During a call',
    start: 'signed in',
    cases: [
      {
        name: 'refused',
        done: 'nobody listens',
        cause: ({ cable }) => cable.pull(),
        sees: 'UNREACHABLE',
        calls: 4,
        tokenRequests: 0,
      },
      {
        name: 'reset before the answer',
        done: 'RST instead of an answer, each time',
        cause: onCall({ kind: 'reset' }),
        sees: 'UNREACHABLE',
        calls: 4,
        tokenRequests: 0,
      },
      {
        name: 'closed before the answer',
        done: 'FIN instead of an answer, each time',
        cause: onCall({ kind: 'close' }),
        sees: 'UNREACHABLE',
        calls: 4,
        tokenRequests: 0,
      },
      {
        name: 'one reset',
        done: 'RST instead of an answer, once',
        cause: onCall({ kind: 'reset' }, 1),
        sees: 'the list',
        calls: 2,
        tokenRequests: 0,
      },
      {
        name: 'reset in the middle of the body',
        done: 'RST after 100 bytes, each time',
        cause: onCall({ kind: 'resetBody', bytes: 100 }),
        sees: 'ANSWER_INCOMPLETE',
        calls: 4,
        tokenRequests: 0,
      },
      {
        name: 'kept connection dead',
        done: 'the cable was out between two polls',
        cause: async ({ cable }) => {
          await cable.pull();
          await cable.plug();
        },
        sees: 'the list',
        calls: 1,
        tokenRequests: 0,
      },
      {
        name: 'no answer',
        done: 'the request is swallowed',
        cause: onCall({ kind: 'hang' }),
        sees: 'TIMEOUT',
        calls: 1,
        tokenRequests: 0,
      },
      {
        name: 'line dead without a word',
        done: 'nothing gets through in either direction',
        cause: ({ cable }) => cable.silence(),
        sees: 'TIMEOUT',
        calls: 1,
        tokenRequests: 0,
      },
      {
        name: 'dripping body',
        done: 'one byte a second',
        cause: onCall({ kind: 'drip', bytes: 1, interval: 1_000 }),
        sees: 'TIMEOUT',
        calls: 1,
        tokenRequests: 0,
      },
      {
        name: '429 without Retry-After',
        done: 'status 429, each time',
        cause: onCall(answer(429)),
        sees: 'RATE_LIMITED',
        calls: 4,
        tokenRequests: 0,
      },
      {
        name: '429, short wait',
        done: 'status 429 with `Retry-After: 20`, once',
        cause: onCall(answer(429, { 'retry-after': '20' }), 1),
        sees: 'the list',
        calls: 2,
        tokenRequests: 0,
      },
      {
        name: '429, long wait',
        done: 'status 429 with `Retry-After: 3600`',
        cause: onCall(answer(429, { 'retry-after': '3600' })),
        sees: 'RATE_LIMITED',
        retryAfter: 3_600,
        calls: 1,
        tokenRequests: 0,
      },
      {
        name: '500',
        done: 'status 500',
        cause: onCall(answer(500)),
        sees: 'SERVER_ERROR',
        calls: 1,
        tokenRequests: 0,
      },
      {
        name: '502',
        done: 'status 502, each time',
        cause: onCall(answer(502)),
        sees: 'SERVER_ERROR',
        calls: 4,
        tokenRequests: 0,
      },
      {
        name: '503 until a near date',
        done: 'status 503 with a `Retry-After` in 30 s, once',
        cause: onCall(answer(503, { 'retry-after': 'Mon, 02 Mar 2026 12:00:30 GMT' }), 1),
        sees: 'the list',
        calls: 2,
        tokenRequests: 0,
      },
      {
        name: '503 until a far date',
        done: 'status 503 with a `Retry-After` in an hour',
        cause: onCall(answer(503, { 'retry-after': 'Mon, 02 Mar 2026 13:00:00 GMT' })),
        sees: 'SERVER_ERROR',
        retryAfter: 3_600,
        calls: 1,
        tokenRequests: 0,
      },
      {
        name: '504',
        done: 'status 504, each time',
        cause: onCall(answer(504)),
        sees: 'SERVER_ERROR',
        calls: 4,
        tokenRequests: 0,
      },
      {
        name: 'access token revoked',
        done: 'the service forgets all access tokens',
        cause: ({ bed }) => bed.simulator.revokeAccessTokens(),
        sees: 'the list',
        calls: 2,
        tokenRequests: 1,
      },
      {
        name: 'all tokens revoked',
        done: 'the service forgets all access and refresh tokens',
        cause: ({ bed }) => {
          bed.simulator.revokeAccessTokens();
          bed.simulator.revokeRefreshTokens();
        },
        sees: 'the list',
        calls: 2,
        tokenRequests: 2,
      },
      {
        name: '401, once',
        done: 'status 401, once',
        cause: onCall(answer(401), 1),
        sees: 'the list',
        calls: 2,
        tokenRequests: 1,
      },
      {
        name: '401, always',
        done: 'status 401, each time',
        cause: onCall(answer(401)),
        sees: 'UNAUTHORIZED',
        calls: 2,
        tokenRequests: 1,
      },
      {
        name: '403',
        done: 'status 403, each time',
        cause: onCall(answer(403)),
        sees: 'FORBIDDEN',
        calls: 2,
        tokenRequests: 1,
      },
      {
        name: 'API token refused',
        done: 'the API token was replaced at the service',
        cause: ({ bed }) => bed.simulator.changeAccount({ token: randomBytes(20).toString('hex') }),
        account: { auth: 'token' },
        sees: 'TOKEN_REJECTED',
        calls: 1,
        tokenRequests: 0,
      },
      {
        name: '404',
        done: 'status 404',
        cause: onCall(answer(404)),
        sees: 'NOT_FOUND',
        calls: 1,
        tokenRequests: 0,
      },
      {
        name: 'redirect elsewhere',
        done: 'status 302 to another server',
        cause: onCall({ kind: 'redirect', location: 'http://127.0.0.2/api/v1/links/' }),
        sees: 'REDIRECT_REFUSED',
        calls: 1,
        tokenRequests: 0,
      },
      {
        name: 'redirect in a circle',
        done: 'status 302 to the same path, each time',
        cause: onCall({ kind: 'redirect', location: '?round' }),
        sees: 'REDIRECT_REFUSED',
        calls: 6,
        tokenRequests: 0,
      },
      {
        name: 'broken JSON',
        done: 'the list ends after 100 bytes',
        cause: onCall({ kind: 'truncate', bytes: 100 }),
        sees: 'ANSWER_INVALID',
        calls: 1,
        tokenRequests: 0,
      },
      {
        name: 'HTML with status 200',
        done: "a captive portal's page",
        cause: onCall(html),
        sees: 'ANSWER_INVALID',
        calls: 1,
        tokenRequests: 0,
      },
      {
        name: '`null`',
        done: '`null` instead of a list',
        cause: onCall(answer(200, {}, 'null')),
        sees: 'ANSWER_INVALID',
        calls: 1,
        tokenRequests: 0,
      },
      {
        name: 'damaged compression',
        done: 'a body that is not the gzip that it claims to be',
        cause: onCall(answer(200, { 'content-encoding': 'gzip' }, '[]')),
        sees: 'ANSWER_INVALID',
        calls: 1,
        tokenRequests: 0,
      },
      {
        name: 'too large',
        done: '270 kB of gzip that become 257 MB',
        cause: onCall(bomb()),
        needsRealTime: true,
        sees: 'BODY_TOO_LARGE',
        calls: 1,
        tokenRequests: 0,
      },
      {
        name: 'next page elsewhere',
        done: '`next` names another server',
        cause: onCall(page('http://127.0.0.2/api/v1/links/?page=2')),
        sees: 'PAGING_INVALID',
        calls: 1,
        tokenRequests: 0,
      },
      {
        name: 'next page in a circle',
        done: '`next` always names the second page',
        cause: onCall(page('?page=2')),
        sees: 'PAGING_INVALID',
        calls: 2,
        tokenRequests: 0,
      },
    ],
  },
  {
    heading: 'During the first sign-in',
    start: 'fresh',
    cases: [
      {
        name: 'refused',
        done: 'nobody listens',
        cause: ({ cable }) => cable.pull(),
        sees: 'UNREACHABLE',
        calls: 0,
        tokenRequests: 4,
      },
      {
        name: 'name does not resolve',
        done: 'a host name that does not exist',
        cause: () => undefined,
        account: { baseUrl: UNRESOLVABLE, allowInsecure: true },
        sees: 'UNREACHABLE',
        calls: 0,
        tokenRequests: 4,
      },
      {
        name: 'reset',
        done: 'RST instead of an answer, each time',
        cause: onSignIn({ kind: 'reset' }),
        sees: 'UNREACHABLE',
        calls: 0,
        tokenRequests: 4,
      },
      {
        name: 'reset in the middle of the body',
        done: 'RST after 10 bytes',
        cause: onSignIn({ kind: 'resetBody', bytes: 10 }),
        sees: 'ANSWER_INCOMPLETE',
        calls: 0,
        tokenRequests: 1,
      },
      {
        name: 'no answer',
        done: 'the request is swallowed',
        cause: onSignIn({ kind: 'hang' }),
        sees: 'TIMEOUT',
        calls: 0,
        tokenRequests: 1,
      },
      {
        name: '429 without Retry-After',
        done: 'status 429, each time',
        cause: onSignIn(answer(429)),
        sees: 'RATE_LIMITED',
        calls: 0,
        tokenRequests: 4,
        coolsFor: 60,
      },
      {
        name: '429, long wait',
        done: `status 429 with \`Retry-After: ${ELEVEN_HOURS}\``,
        cause: onSignIn(answer(429, { 'retry-after': String(ELEVEN_HOURS) })),
        sees: 'RATE_LIMITED',
        retryAfter: ELEVEN_HOURS,
        calls: 0,
        tokenRequests: 1,
        coolsFor: ELEVEN_HOURS,
      },
      {
        name: '500',
        done: 'status 500, each time',
        cause: onSignIn(answer(500)),
        sees: 'SERVER_ERROR',
        calls: 0,
        tokenRequests: 4,
      },
      {
        name: '503 until a far date',
        done: 'status 503 with a `Retry-After` in an hour',
        cause: onSignIn(answer(503, { 'retry-after': 'Mon, 02 Mar 2026 13:00:00 GMT' })),
        sees: 'SERVER_ERROR',
        retryAfter: 3_600,
        calls: 0,
        tokenRequests: 1,
        coolsFor: 3_600,
      },
      {
        name: '500, once',
        done: 'status 500, once',
        cause: onSignIn(answer(500), 1),
        sees: 'the list',
        calls: 1,
        tokenRequests: 2,
      },
      {
        name: 'HTML with status 200',
        done: "a captive portal's page",
        cause: onSignIn(html),
        sees: 'SIGN_IN_FAILED',
        calls: 0,
        tokenRequests: 1,
      },
      {
        name: 'no access token',
        done: 'JSON without `access_token`',
        cause: onSignIn(answer(200, {}, '{"token_type": "Bearer"}')),
        sees: 'SIGN_IN_FAILED',
        calls: 0,
        tokenRequests: 1,
      },
      {
        name: 'redirect elsewhere',
        done: 'status 307 to another server',
        cause: onSignIn({ kind: 'redirect', status: 307, location: 'http://127.0.0.2/' }),
        sees: 'REDIRECT_REFUSED',
        calls: 0,
        tokenRequests: 1,
      },
      {
        name: 'wrong password',
        done: 'the password was changed at the service',
        cause: ({ bed }) =>
          bed.simulator.changeAccount({ password: randomBytes(12).toString('hex') }),
        sees: 'CREDENTIALS_REJECTED',
        calls: 0,
        tokenRequests: 1,
        coolsFor: 60,
      },
      {
        name: 'wrong client',
        done: 'the client secret was changed at the service',
        cause: ({ bed }) =>
          bed.simulator.changeAccount({ clientSecret: randomBytes(12).toString('hex') }),
        sees: 'CLIENT_REJECTED',
        calls: 0,
        tokenRequests: 1,
        coolsFor: 60,
      },
    ],
  },
  {
    heading: 'During a refresh',
    start: 'expired',
    cases: [
      {
        name: 'refused',
        done: 'nobody listens',
        cause: ({ cable }) => cable.pull(),
        sees: 'UNREACHABLE',
        calls: 0,
        tokenRequests: 4,
      },
      {
        name: 'reset',
        done: 'RST instead of an answer, once',
        cause: onRefresh({ kind: 'reset' }, 1),
        sees: 'the list',
        calls: 1,
        tokenRequests: 2,
      },
      {
        name: 'answer lost after a rotation',
        done: 'the service rotates the refresh token, its answer is lost',
        cause: ({ cable }) => cable.loseNextAnswer(),
        sees: 'the list',
        calls: 1,
        tokenRequests: 3,
      },
      {
        name: 'answer broken after a rotation',
        done: 'the service rotates the refresh token, RST after 10 bytes of its answer',
        cause: onRefresh({ kind: 'resetBody', bytes: 10 }, 1),
        sees: 'ANSWER_INCOMPLETE',
        calls: 0,
        tokenRequests: 1,
      },
      {
        name: '429, long wait',
        done: `status 429 with \`Retry-After: ${ELEVEN_HOURS}\``,
        cause: onRefresh(answer(429, { 'retry-after': String(ELEVEN_HOURS) })),
        sees: 'RATE_LIMITED',
        retryAfter: ELEVEN_HOURS,
        calls: 0,
        tokenRequests: 1,
        coolsFor: ELEVEN_HOURS,
      },
      {
        name: '500',
        done: 'status 500, each time',
        cause: onRefresh(answer(500)),
        sees: 'SERVER_ERROR',
        calls: 0,
        tokenRequests: 4,
      },
      {
        name: 'HTML with status 200',
        done: "a captive portal's page",
        cause: onRefresh(html),
        sees: 'SIGN_IN_FAILED',
        calls: 0,
        tokenRequests: 1,
      },
      {
        name: 'no access token',
        done: 'JSON without `access_token`',
        cause: onRefresh(answer(200, {}, '{"token_type": "Bearer"}')),
        sees: 'SIGN_IN_FAILED',
        calls: 0,
        tokenRequests: 1,
      },
      {
        name: 'refresh token dead',
        done: 'the service forgets all refresh tokens',
        cause: ({ bed }) => bed.simulator.revokeRefreshTokens(),
        sees: 'the list',
        calls: 1,
        tokenRequests: 2,
      },
      {
        name: 'refresh token dead, wrong password',
        done: 'the same, and the password was changed at the service',
        cause: ({ bed }) => {
          bed.simulator.revokeRefreshTokens();
          bed.simulator.changeAccount({ password: randomBytes(12).toString('hex') });
        },
        sees: 'CREDENTIALS_REJECTED',
        calls: 0,
        tokenRequests: 2,
        coolsFor: 60,
      },
      {
        name: 'wrong client',
        done: 'the client secret was changed at the service',
        cause: ({ bed }) =>
          bed.simulator.changeAccount({ clientSecret: randomBytes(12).toString('hex') }),
        sees: 'CLIENT_REJECTED',
        calls: 0,
        tokenRequests: 1,
        coolsFor: 60,
      },
    ],
  },
];
