import assert from 'node:assert/strict';
import type { Fault, FaultFilter } from '../../../simulator/index';
import { useSimulator } from '../../../simulator/test/support';
import type { ErrorCode } from '../../../src/errors';
import type { ApiCall } from '../../../src/http/api-request';
import type { Caller } from '../../../src/http/message';
import type { InodeOptions } from '../../../src/services/inode';
import { useFakeClock } from '../../support/clock';
import { useInnerspace } from '../../support/use-innerspace';
import { useInode } from '../../support/use-inode';
import { useRdp } from '../../support/use-rdp';
import { Watcher } from '../../support/watcher';

const TRIGGERS = 500;
const SECONDS = 10;
/** Requests of any kind that they may cost. */
const MOST = 5;

const LINKS = { path: '/api/v1/links/' };
const TOKEN = { path: '/api/oauth/token/' };

describe('500 triggers in 10 seconds', () => {
  const simulator = useSimulator();
  const clock = useFakeClock();
  const inode = useInode(simulator);
  const rdp = useRdp(simulator);
  const innerspace = useInnerspace(simulator);

  /** Triggers 50 times a second; the codes of all errors. */
  async function trigger(call: (caller: Caller) => Promise<unknown>): Promise<Set<string>> {
    const outcomes: Promise<string>[] = [];
    for (let n = 0; n < TRIGGERS; n++) {
      const outcome = call(new Watcher()).then(
        () => 'a result',
        (error: unknown) => String(Object(error).code),
      );
      outcomes.push(outcome);
      // What is not answered in this time waits for its next attempt.
      await Promise.race([outcome, somePasses()]);
      await clock.pass((SECONDS * 1_000) / TRIGGERS);
    }
    const all = Promise.all(outcomes);
    for (;;) {
      const codes = await Promise.race([all, somePasses()]);
      if (codes !== undefined) return new Set(codes);
      await clock.pass(1_000);
    }
  }

  async function assertFew(code: ErrorCode, call: (caller: Caller) => Promise<unknown>) {
    const until = Date.now() + SECONDS * 1_000;
    const codes = await trigger(call);
    const { length } = simulator.current.requests.filter(({ at }) => at <= until);
    assert(length <= MOST, `${length} requests`);
    assert.deepEqual(codes, new Set([code]));
  }

  const always = (on: FaultFilter, fault: Fault) =>
    simulator.current.faults.add({ on, fault, times: Number.POSITIVE_INFINITY });
  const answers = (on: FaultFilter, status: number, headers = {}, body = '{}') =>
    always(on, { kind: 'answer', status, headers, body });

  const list =
    (changes: Partial<InodeOptions> = {}) =>
    (): ((caller: Caller) => Promise<void>) => {
      const service = inode(changes);
      return ({ signal, observer }) =>
        service.list({ resource: 'links', mode: 'list', query: [], signal, observer }, () =>
          Promise.resolve(),
        );
    };
  const post = (): ((caller: Caller) => Promise<unknown>) => {
    const service = inode();
    const call: Omit<ApiCall, keyof Caller> = { method: 'POST', path: 'v1/links/', query: [] };
    return ({ signal, observer }) => service.request({ ...call, body: {}, signal, observer });
  };

  const PAGE = { 'content-type': 'text/html' };
  const REFUSALS: [
    what: string,
    code: ErrorCode,
    refuse: () => unknown,
    open: () => (caller: Caller) => Promise<unknown>,
  ][] = [
    [
      '429 for a day',
      'RATE_LIMITED',
      () => answers(LINKS, 429, { 'retry-after': '86400' }),
      list(),
    ],
    ['429 for no time', 'RATE_LIMITED', () => answers(LINKS, 429, { 'retry-after': '0' }), list()],
    ['429 without a time', 'RATE_LIMITED', () => answers(LINKS, 429), list()],
    ['429 to what is sent once', 'RATE_LIMITED', () => answers(LINKS, 429), post],
    [
      '503 for a minute',
      'SERVER_ERROR',
      () => answers(LINKS, 503, { 'retry-after': '60' }),
      list(),
    ],
    ['503 for no time', 'SERVER_ERROR', () => answers(LINKS, 503, { 'retry-after': '0' }), list()],
    ['401 with any token', 'UNAUTHORIZED', () => answers(LINKS, 401), list()],
    ['401 to what is sent once', 'UNAUTHORIZED', () => answers(LINKS, 401), post],
    ['403', 'FORBIDDEN', () => answers(LINKS, 403), list()],
    [
      '429 to the sign-in for a day',
      'RATE_LIMITED',
      () => answers(TOKEN, 429, { 'retry-after': '86400' }),
      list(),
    ],
    [
      '429 to the sign-in for no time',
      'RATE_LIMITED',
      () => answers(TOKEN, 429, { 'retry-after': '0' }),
      list(),
    ],
    ['429 to the sign-in without a time', 'RATE_LIMITED', () => answers(TOKEN, 429), list()],
    ['500 to the sign-in', 'SERVER_ERROR', () => answers(TOKEN, 500), list()],
    [
      '503 to the sign-in for a minute',
      'SERVER_ERROR',
      () => answers(TOKEN, 503, { 'retry-after': '60' }),
      list(),
    ],
    ['418 to the sign-in', 'SIGN_IN_FAILED', () => answers(TOKEN, 418, PAGE, '<html>'), list()],
    [
      'an OAuth error of the request',
      'SIGN_IN_FAILED',
      () => answers(TOKEN, 400, {}, '{"error":"invalid_scope"}'),
      list(),
    ],
    [
      'a page with 401 to the sign-in',
      'SIGN_IN_FAILED',
      () => answers(TOKEN, 401, PAGE, '<html>'),
      list(),
    ],
    ['404 to the sign-in', 'SIGN_IN_FAILED', () => answers(TOKEN, 404), list()],
    ['200 without a token to the sign-in', 'SIGN_IN_FAILED', () => answers(TOKEN, 200), list()],
    [
      'a wrong password',
      'CREDENTIALS_REJECTED',
      () => simulator.current.changeAccount({ password: 'other' }),
      list(),
    ],
    [
      'a wrong client',
      'CLIENT_REJECTED',
      () => simulator.current.changeAccount({ clientSecret: 'other' }),
      list(),
    ],
    [
      'a wrong API token',
      'TOKEN_REJECTED',
      () => undefined,
      list({ auth: { kind: 'token', token: 'wrong' } }),
    ],
  ];
  for (const [what, code, refuse, open] of REFUSALS) {
    it(`cost ${MOST} requests at the most where the service answers ${what}`, async () => {
      const call = open();
      refuse();
      await assertFew(code, call);
    });
  }

  it(`cost ${MOST} requests at the most where a page refuses an API token`, async () => {
    const { token } = simulator.current.account;
    answers(LINKS, 401, PAGE, '<html>');
    await assertFew('TOKEN_REJECTED', list({ auth: { kind: 'token', token } })());
  });

  it(`cost ${MOST} requests at the most where an API token may not read`, async () => {
    const { token } = simulator.current.account;
    answers(LINKS, 403);
    await assertFew('FORBIDDEN', list({ auth: { kind: 'token', token } })());
  });

  it(`cost ${MOST} requests at the most where another session is open`, async () => {
    const other = rdp();
    const call = { method: 'GET', path: 'data/x', query: [] } as const;
    const { signal: never } = new Watcher();
    await other.request({ ...call, signal: never }).catch(() => undefined);
    const before = simulator.current.requests.length;
    const service = rdp({ takeExclusiveSignOnControl: false });
    const codes = await trigger(({ signal, observer }) =>
      service.request({ ...call, signal, observer }),
    );
    assert(simulator.current.requests.length - before <= MOST);
    assert.deepEqual(codes, new Set(['SESSION_OPEN']));
  });

  it(`cost ${MOST} requests at the most where a GraphQL service refuses the query`, async () => {
    const service = innerspace();
    always({ path: '/innerspace/' }, { kind: 'answer', status: 403, body: '{}' });
    const operation = { query: '{ __typename }', variables: {} };
    await assertFew('FORBIDDEN', ({ signal, observer }) =>
      service.query({ ...operation, signal, observer }),
    );
  });
});

/** Passes of the event loop in which an answer on loopback arrives, without time that passes. */
async function somePasses(): Promise<void> {
  for (let pass = 0; pass < 50; pass++) await new Promise(setImmediate);
}
