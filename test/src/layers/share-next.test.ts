import assert from 'node:assert/strict';
import { setImmediate as nextPass } from 'node:timers/promises';
import { Aborter, type Signal } from '../../../src/abort';
import { ServiceError } from '../../../src/errors';
import { MemoryBudget } from '../../../src/http/memory';
import type { HttpAnswer, HttpRequest, Send } from '../../../src/http/message';
import { retry } from '../../../src/layers/retry';
import { share } from '../../../src/layers/share';
import { answerOf } from '../../support/answer-of';
import { useFakeClock } from '../../support/clock';

const TOTAL = 100_000;
const PAGE = [Buffer.alloc(1_000, 'x')];

const POLICY = {
  codes: new Set<never>(),
  retryStatus: (status: number) => status === 503,
  firstDelay: 2_000,
  longestDelay: 2_000,
  budget: 60_000,
};

/** Reads a page; returns what the request for the next one comes after. */
async function readPage({ body, exchange }: HttpAnswer): Promise<object> {
  for await (const chunk of body) assert(chunk.length > 0);
  return exchange;
}

async function passes(count = 20): Promise<void> {
  for (let pass = 0; pass < count; pass++) await nextPass();
}

describe('Calls that ask for the page behind one that they share', () => {
  const clock = useFakeClock();
  let budget: MemoryBudget;
  let asked: string[];
  /** What befalls the next request. */
  let fault: ((signal: Signal) => Promise<void>) | undefined;
  let send: Send;
  let before: object;

  const service: Send = async ({ url, read, signal, observer }) => {
    asked.push(url.search);
    observer?.onRequest?.();
    const befalls = fault;
    fault = undefined;
    await nextPass();
    await befalls?.(signal);
    observer?.onArrival?.(1_000);
    return read(answerOf(PAGE));
  };

  function ask(
    page: number,
    after?: object,
    changes: Partial<HttpRequest<object>> = {},
  ): Promise<object> {
    return send({
      method: 'GET',
      url: new URL(`http://127.0.0.1/?page=${page}`),
      timeout: 30_000,
      signal: new Aborter().signal,
      after,
      read: readPage,
      ...changes,
    });
  }

  beforeEach(async () => {
    budget = new MemoryBudget(TOTAL);
    send = share(retry(service, POLICY, 1), budget);
    asked = [];
    const [first, second] = await Promise.all([ask(1), ask(1)]);
    assert.equal(first, second);
    before = first;
    asked = [];
  });

  it('share it, also when the second one comes seconds later', async () => {
    const first = await ask(2, before);
    await clock.pass(4_000);
    assert.equal(await ask(2, before), first);
    await passes();
    assert.deepEqual([asked, budget.left], [['?page=2'], TOTAL]);
  });

  it('hear how much of it has arrived, also where that was before they came', async () => {
    const heard: number[] = [];
    const observer = { onArrival: (bytes: number) => heard.push(bytes) };
    await ask(2, before, { observer });
    await ask(2, before, { observer });
    assert.deepEqual(heard, [1_000, 1_000]);
  });

  it('share it, also when the first one could make nothing of it', async () => {
    const read = async (answer: HttpAnswer): Promise<object> => {
      await readPage(answer);
      throw new Error('not for me');
    };
    await assert.rejects(ask(2, before, { read }), /not for me/);
    await ask(2, before);
    assert.deepEqual(asked, ['?page=2']);
  });

  it('do not wait for an answer together that has not come for a second', async () => {
    fault = () => new Promise(() => undefined);
    void ask(2, before);
    await passes();
    await clock.pass(1_001);
    const second = ask(2, before);
    await passes();
    assert.deepEqual(asked, ['?page=2', '?page=2']);
    await second;
  });

  it('leave nothing in the memory when a repetition has parted them', async () => {
    fault = () => Promise.reject(new ServiceError('SERVER_ERROR', { statusCode: 503 }));
    const first = ask(2, before);
    await passes();
    await Promise.all([ask(2, before), clock.pass(2_000), first]);
    await passes();
    assert.deepEqual([asked.length, budget.left], [3, TOTAL]);
  });

  it('leave nothing in the memory for one who could not read the page before', async () => {
    const [reads, fails] = [
      ask(7),
      assert.rejects(ask(7, undefined, { read: () => Promise.reject(new Error('full')) })),
    ];
    before = await reads;
    await fails;
    await passes();
    await ask(8, before);
    await passes();
    assert.equal(budget.left, TOTAL);
  });

  it('keep a page for one who does not come for five seconds, and no page from then on', async () => {
    const after = await ask(2, before);
    const next = await ask(3, after);
    await passes();
    assert.equal(budget.left, TOTAL - 2_000);
    await clock.pass(5_000);
    await passes();
    assert.equal(budget.left, TOTAL);
    await ask(4, next);
    await passes();
    assert.equal(budget.left, TOTAL);
  });
});
