import assert from 'node:assert/strict';
import { setImmediate as nextPass } from 'node:timers/promises';
import { Aborter } from '../../../src/abort';
import { type Account, openAccount } from '../../../src/auth/account';
import { ServiceError } from '../../../src/errors';
import { apiRequest } from '../../../src/http/api-request';
import { createLocalTransport } from '../../../src/http/local-transport';
import type { Send } from '../../../src/http/message';
import { sleep } from '../../../src/layers/retry';
import { ListReader } from '../../../src/list/list-reader';
import type { ListMode } from '../../../src/list/page';
import { type Clock, stopClock } from '../../support/clock';

const TRIGGERS = 500;
const SECONDS = 10;
/** Triggers at the same moment. */
const TOGETHER = 5;
/** Milliseconds between two moments. */
const STEP = (SECONDS * 1_000 * TOGETHER) / TRIGGERS;
/** Requests that they may cost; one more is for a token. */
const MOST = 4;
/** The same for a list of two pages. */
const MOST_OF_PAGES = 5;
const CONCURRENCY = 4;
/** The same where some are sent before the first has failed, and two failures of others are not enough. */
const MOST_AT_ONCE = CONCURRENCY + 2 + MOST;

const BASE = new URL('http://127.0.0.1/api/');

const PAGE = { 'content-type': 'text/html' };
const BODIES: readonly (readonly [name: string, headers: Record<string, string>, body: string])[] =
  [
    ['a page', PAGE, '<!doctype html><title>Sorry</title>'],
    ['JSON', { 'content-type': 'application/json' }, '{"detail":"Sorry."}'],
    ['nothing', {}, ''],
  ];
const STATUSES = [200, 204, 304, 400, 404, 408, 418, 422, 500, 502, 503, 504, 525];

const failing =
  (error: ServiceError): Send =>
  (request) => {
    request.observer?.onRequest?.();
    return Promise.reject(error);
  };

/** What a service may do instead of an answer with a list. */
const FAILURES: readonly (readonly [what: string, send: Send])[] = [
  ['refuses the connection', failing(new ServiceError('UNREACHABLE', {}, { sent: false }))],
  ['resets the connection', failing(new ServiceError('UNREACHABLE'))],
  ['breaks off', failing(new ServiceError('ANSWER_INCOMPLETE'))],
  ['has a wrong certificate', failing(new ServiceError('TLS_FAILED', {}, { sent: false }))],
  [
    'is behind a proxy that refuses',
    failing(new ServiceError('PROXY_REFUSED', {}, { sent: false })),
  ],
  [
    'redirects to another server',
    failing(new ServiceError('REDIRECT_REFUSED', { statusCode: 302 })),
  ],
  ...STATUSES.flatMap((status) =>
    BODIES.map(
      ([name, headers, body]) =>
        [
          `answers ${status} with ${name}`,
          createLocalTransport(() => ({ status, headers, body })),
        ] as const,
    ),
  ),
];

const EXAMPLES = ['refuses the connection', 'answers 200 with a page', 'answers 503 with nothing'];

type Call = (account: Account, lists: ListReader, n: number) => Promise<unknown>;

const { signal } = new Aborter();

const list =
  (mode: ListMode): Call =>
  (_, lists) =>
    lists.read({ url: new URL('v1/links/', BASE) }, { mode, signal }, () => Promise.resolve());
const request =
  (method: 'GET' | 'POST', path: (n: number) => string): Call =>
  ({ send }, _, n) =>
    send(apiRequest(BASE, { method, path: path(n), query: [], signal }, 30_000));

/** What is triggered, and how many requests that may cost at the most. */
const CALLS: readonly (readonly [what: string, call: Call, most: number])[] = [
  ['a list item by item', list('items'), MOST],
  ['a list page by page', list('pages'), MOST],
  ['a request', request('GET', () => 'v1/links/'), MOST],
  ['a request that is sent once', request('POST', () => 'v1/links/'), MOST_AT_ONCE],
  ['20 queries', request('GET', (n) => `v1/links/?site=${n % 20}`), MOST_AT_ONCE],
  ['20 paths', request('GET', (n) => `v1/links/${n % 20}/`), MOST_AT_ONCE],
];

describe('500 triggers in 10 seconds', () => {
  let clock: Clock;
  beforeEach(() => {
    clock = stopClock();
  });
  afterEach(() => clock.restore());

  /** Requests that the triggers cost; all of them fail. */
  async function trigger(answer: Send, call: Call, latency = 0): Promise<number> {
    let requests = 0;
    const transport: Send = async (sent) => {
      requests++;
      if (latency > 0) await sleep(latency, sent.signal);
      return answer(sent);
    };
    const account = openAccount(
      { retries: 3, concurrency: CONCURRENCY },
      { kind: 'none', transport },
    );
    const lists = new ListReader(account.send, 30_000);
    const outcomes: Promise<unknown>[] = [];
    for (let n = 0; n < TRIGGERS; n++) {
      outcomes.push(call(account, lists, n).catch((error: unknown) => error));
      if (n % TOGETHER > 0) continue;
      await nextPass();
      clock.tick(STEP);
      await nextPass();
    }
    const seen = requests;
    await account.close();
    for (const error of await Promise.all(outcomes)) assert(error instanceof Error);
    return seen;
  }

  for (const [what, answer] of FAILURES) {
    it(`of a list cost ${MOST} requests at the most where the service ${what}`, async () => {
      const requests = await trigger(answer, list('list'));
      assert(requests <= MOST, `${requests} requests`);
    });
  }

  for (const [kind, call, most] of CALLS) {
    for (const what of EXAMPLES) {
      it(`of ${kind} cost ${most} requests at the most where the service slowly ${what}`, async () => {
        const answer = new Map(FAILURES).get(what);
        assert(answer);
        const requests = await trigger(answer, call, 300);
        assert(requests <= most, `${requests} requests`);
      });
    }
  }

  for (const status of [400, 403, 429, 500, 503]) {
    it(`of a list whose second page gets ${status} cost ${MOST_OF_PAGES} requests at the most`, async () => {
      const next = 'http://127.0.0.1/api/v1/links/?page=2';
      const page = { count: 2, next, results: [{ id: 1 }] };
      const answer = createLocalTransport(({ url }) =>
        url.search === ''
          ? { status: 200, headers: {}, body: JSON.stringify(page) }
          : { status, headers: {}, body: '{}' },
      );
      const requests = await trigger(answer, list('pages'));
      assert(requests <= MOST_OF_PAGES, `${requests} requests`);
    });
  }

  it('of 20 queries that are wrong cost what each of them may', async () => {
    const answer = createLocalTransport(() => ({ status: 400, headers: {}, body: '{}' }));
    const requests = await trigger(
      answer,
      request('GET', (n) => `v1/links/?site=${n % 20}`),
    );
    assert.equal(requests, 20 * MOST);
  });
});
