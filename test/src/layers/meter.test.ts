import assert from 'node:assert/strict';
import { Aborter } from '../../../src/abort';
import { readJson, readText } from '../../../src/http/body';
import { Allotment, MemoryBudget, shortMemory } from '../../../src/http/memory';
import type { HttpAnswer, HttpRequest, Send } from '../../../src/http/message';
import { meter } from '../../../src/layers/meter';
import { READ_POLICY, retry } from '../../../src/layers/retry';
import { answerOf } from '../../support/answer-of';
import { rejection } from '../../support/rejection';

const MB = 2 ** 20;

describe('answers that are metered', () => {
  const request = <T>(read: HttpRequest<T>['read'], memory?: Allotment): HttpRequest<T> => ({
    method: 'GET',
    url: new URL('http://127.0.0.1/'),
    timeout: 1_000,
    signal: new Aborter().signal,
    read,
    memory,
  });

  /** Answers each attempt with the next of these. */
  function answering(...answers: HttpAnswer[]): Send {
    return async ({ read }) => read(answers.shift() ?? answerOf('[]'));
  }
  const short = (body: string): HttpAnswer => ({ ...answerOf(body), memory: shortMemory() });

  it('may be longer than a short one', async () => {
    const text = 'x'.repeat(MB);
    assert.equal(await meter(answering(short(text)), undefined)(request(readText)), text);
  });

  it('count their values before they are made', async () => {
    const send = meter(answering(short(`[${'{},'.repeat(MB / 4)}{}]`)), 8 * MB);
    assert.equal((await rejection(send(request(readJson)))).code, 'BODY_TOO_LARGE');
  });

  it('count together for one message, as far as an attempt did not fail', async () => {
    const budget = new MemoryBudget(100 * MB);
    const memory = new Allotment(budget);
    const text = 'x'.repeat(MB);
    const broken = answerOf([Buffer.from(text)]);
    const breaking: HttpAnswer = {
      ...broken,
      body: (async function* () {
        yield* broken.body;
        throw Object.assign(new Error('broken'), { code: 'ECONNRESET' });
      })(),
    };
    const transport = answering(short(text), breaking, short(text));
    const retrying: Send = async (call) => transport(call).catch(() => transport(call));
    const send = meter(retrying, 3 * MB);
    await send(request(readText, memory));
    await send(request(readText, memory));
    assert.equal(memory.taken, 2 * MB);
    assert.equal(budget.left, 98 * MB);
  });

  it('are forgotten when a call without a message is over', async () => {
    const most = MB + 1;
    const send = meter(
      retry(answering(short('x'.repeat(MB)), short('x'.repeat(MB))), READ_POLICY, 0),
      most,
    );
    await send(request(readText));
    await send(request(readText));
  });
});
