import assert from 'node:assert/strict';
import { setImmediate as nextPass } from 'node:timers/promises';
import { Aborter } from '../../../src/abort';
import { MemoryBudget } from '../../../src/http/memory';
import type { HttpAnswer, HttpRequest, Send } from '../../../src/http/message';
import { share } from '../../../src/layers/share';
import { answerOf } from '../../support/answer-of';

const CHUNK = Buffer.alloc(1_000, 'x');

/** A promise, and what fulfills it. */
function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe('calls that share an answer', () => {
  let reading: number;
  let most: number;
  let requests: number;
  let inFlight: number;
  beforeEach(() => {
    [reading, most, requests, inFlight] = [0, 0, 0, 0];
  });

  /** Answers with so many chunks. */
  function answering(chunks: number): Send {
    return async ({ read, signal }) => {
      requests++;
      inFlight++;
      try {
        await nextPass();
        signal.throwIfAborted();
        return await read(answerOf(Array.from({ length: chunks }, () => CHUNK)));
      } finally {
        inFlight--;
      }
    };
  }

  /** Reads an answer slowly; returns its length. */
  async function readSlowly({ body }: HttpAnswer): Promise<number> {
    most = Math.max(most, ++reading);
    let length = 0;
    for await (const chunk of body) {
      length += chunk.length;
      await nextPass();
    }
    reading--;
    return length;
  }

  const request = (changes: Partial<HttpRequest<number>> = {}): HttpRequest<number> => ({
    method: 'GET',
    url: new URL('http://127.0.0.1/'),
    timeout: 1_000,
    signal: new Aborter().signal,
    read: readSlowly,
    ...changes,
  });

  it('read it one after the other', async () => {
    const send = share(answering(5));
    const lengths = await Promise.all(Array.from({ length: 10 }, () => send(request())));
    assert.deepEqual(new Set(lengths), new Set([5_000]));
    assert.deepEqual([requests, most], [1, 1]);
  });

  it('all hear how much of it has arrived', async () => {
    const arriving: Send = async (shared) => {
      await nextPass();
      shared.observer?.onArrival?.(7);
      return shared.read(answerOf([CHUNK]));
    };
    const send = share(arriving);
    const heard: number[] = [];
    const observer = { onArrival: (bytes: number) => heard.push(bytes) };
    await Promise.all([send(request({ observer })), send(request({ observer }))]);
    assert.deepEqual(heard, [7, 7]);
  });

  it('read it when they are ready, and hold up neither a place nor one another', async () => {
    const send = share(answering(5));
    const { opened, open } = gate();
    const late = send(request({ ready: opened }));
    assert.equal(await send(request()), 5_000);
    for (let pass = 0; pass < 10; pass++) await nextPass();
    assert.deepEqual([requests, inFlight], [1, 0]);
    open();
    assert.equal(await late, 5_000);
    assert.equal(requests, 1);
  });

  it('ask again, one after the other, where it is too long to be kept', async () => {
    const budget = new MemoryBudget(100_000);
    const send = share(answering(50), budget);
    const lengths = await Promise.all(Array.from({ length: 4 }, () => send(request())));
    assert.deepEqual(lengths, [50_000, 50_000, 50_000, 50_000]);
    assert.deepEqual([requests, most, budget.left], [4, 1, 100_000]);
  });

  it('ask again when they are ready, where it is too long to be kept until then', async () => {
    const budget = new MemoryBudget(100_000);
    const send = share(answering(50), budget);
    const { opened, open } = gate();
    const late = send(request({ ready: opened }));
    for (let pass = 0; pass < 20; pass++) await nextPass();
    assert.deepEqual([requests, inFlight, budget.left], [1, 0, 100_000]);
    open();
    assert.equal(await late, 50_000);
    assert.equal(requests, 2);
  });

  it('do not ask while answers that nobody can take yet fill the memory', async () => {
    const budget = new MemoryBudget(100_000);
    const send = share(answering(5), budget);
    budget.take(60_000);
    const { opened, open } = gate();
    const late = send(request({ ready: opened }));
    for (let pass = 0; pass < 5; pass++) await nextPass();
    assert.equal(requests, 0);
    assert.equal(await send(request({ url: new URL('http://127.0.0.1/other') })), 5_000);
    open();
    assert.equal(await late, 5_000);
  });

  it('leave nothing in the memory when all of them abort', async () => {
    const budget = new MemoryBudget(100_000);
    const send = share(answering(5), budget);
    const giving = new Aborter();
    const { opened } = gate();
    const { signal } = giving;
    const outcomes = [1, 2].map(() => assert.rejects(send(request({ signal, ready: opened }))));
    for (let pass = 0; pass < 20; pass++) await nextPass();
    assert(budget.left < 100_000);
    giving.abort();
    await Promise.all(outcomes);
    await nextPass();
    assert.equal(budget.left, 100_000);
  });

  it('do not share it with one whose answer is taken slowly', async () => {
    const send = share(answering(5));
    await Promise.all([send(request()), send(request({ isShared: false })), send(request())]);
    assert.equal(requests, 2);
  });
});
