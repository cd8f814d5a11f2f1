import assert from 'node:assert/strict';
import { ServiceError } from '../../../src/errors';
import type { Send } from '../../../src/http/message';
import { sleep } from '../../../src/layers/retry';
import { ListReader } from '../../../src/list/list-reader';
import { answerOf } from '../../support/answer-of';
import { useFakeClock } from '../../support/clock';
import { rejection } from '../../support/rejection';
import { Watcher } from '../../support/watcher';

const SECOND = 1_000;
const error500 = new ServiceError('SERVER_ERROR', { statusCode: 500 });
const error403 = new ServiceError('FORBIDDEN', { statusCode: 403 });
const known401 = new ServiceError('UNAUTHORIZED', { statusCode: 401 }, { sent: false });

describe('a list whose later pages cannot be read', () => {
  const clock = useFakeClock();

  /** A list of three pages, and a service in front of which pages may fail. */
  function service() {
    const failing = new Map<string, ServiceError>();
    const asked: string[] = [];
    /** Seconds after which a page is repeated once. */
    let repeatedAfter: number | undefined;
    const send: Send = async (request) => {
      const page = request.url.searchParams.get('page') ?? '1';
      const ask = async () => {
        asked.push(page);
        const failure = failing.get(page);
        if (failure !== undefined) throw failure;
      };
      await ask().catch(async (error: ServiceError) => {
        if (repeatedAfter === undefined) throw error;
        request.observer?.onWait?.(repeatedAfter, error);
        await sleep(repeatedAfter * SECOND, request.signal);
        await ask();
      });
      const next = page === '3' ? null : `?page=${Number(page) + 1}`;
      return request.read(answerOf(JSON.stringify({ next, results: [{ id: page }] })));
    };
    const reader = new ListReader(send, 30_000);
    return {
      asked,
      failing,
      repeatAfter: (seconds: number) => {
        repeatedAfter = seconds;
      },
      read: async (query = '', body?: Record<string, unknown>): Promise<number> => {
        let items = 0;
        await reader.read(
          { url: new URL(`http://127.0.0.1/v1/links/${query}`), body },
          { mode: 'pages', signal: new Watcher().signal },
          async (chunk) => {
            items += chunk.items.length;
          },
        );
        return items;
      },
    };
  }

  for (const [what, page, failure] of [
    ['a fault in the service', '2', error500],
    ['a missing permission', '3', error403],
    ['a refusal that is known, and not asked for again', '2', known401],
  ] as const) {
    it(`for ${what} is begun again immediately, and then after 10 seconds`, async () => {
      const { asked, failing, read } = service();
      failing.set(page, failure);
      for (let reading = 0; reading < 2; reading++) await rejection(read());
      const { code, facts } = await rejection(read());
      assert.deepEqual([code, facts.retryAfter], [failure.code, 10]);
      assert.equal(asked.length, 2 * Number(page));
      assert.equal(await read('?site=2').catch(() => 'is another list'), 'is another list');
      failing.clear();
      await clock.pass(10 * SECOND);
      assert.equal(await read(), 3);
      assert.equal(await read(), 3);
    });
  }

  it('is tried by one, and the others wait for what becomes of that', async () => {
    const { asked, failing, read } = service();
    failing.set('2', error500);
    await rejection(read());
    const failed = await Promise.all([1, 2, 3].map(() => rejection(read())));
    assert.deepEqual(
      failed.map(({ code }) => code),
      ['SERVER_ERROR', 'SERVER_ERROR', 'SERVER_ERROR'],
    );
    assert.deepEqual(asked, ['1', '2', '1', '2']);
    failing.clear();
    await clock.pass(10 * SECOND);
    assert.deepEqual(await Promise.all([1, 2, 3].map(() => read())), [3, 3, 3]);
  });

  it('is not begun while another one repeats the request for such a page', async () => {
    const { asked, failing, read, repeatAfter } = service();
    failing.set('2', error500);
    repeatAfter(2);
    const first = rejection(read());
    await clock.pass(SECOND);
    const others = [1, 2, 3].map(() => rejection(read()));
    await clock.pass(SECOND);
    await Promise.all([first, ...others]);
    assert.deepEqual(asked, ['1', '2', '2']);
  });

  it('is another one where another body is sent', async () => {
    const { failing, read } = service();
    failing.set('2', error500);
    for (let reading = 0; reading < 2; reading++) await rejection(read('', { site: 1 }));
    assert.equal((await rejection(read('', { site: 1 }))).facts.retryAfter, 10);
    assert.equal((await rejection(read('', { site: 2 }))).facts.retryAfter, undefined);
  });

  it('is the same where its first page fails in between', async () => {
    const { asked, failing, read } = service();
    failing.set('2', error500);
    await rejection(read());
    failing.set('1', error500);
    await rejection(read());
    failing.delete('1');
    await rejection(read());
    const before = asked.length;
    await rejection(read());
    assert.equal(asked.length, before);
  });
});
