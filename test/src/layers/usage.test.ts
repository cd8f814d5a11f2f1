import assert from 'node:assert/strict';
import { ServiceError } from '../../../src/errors';
import type { HttpRequest, Send } from '../../../src/http/message';
import { Usage } from '../../../src/layers/usage';
import { type AnswerHead, answerOf } from '../../support/answer-of';
import { useFakeClock } from '../../support/clock';
import { rejection } from '../../support/rejection';
import { Watcher } from '../../support/watcher';

const START = Date.parse('2026-03-02T08:00:00Z');
const MINUTE = 60_000;

function requestFor(path: string, caller = new Watcher()): HttpRequest<undefined> {
  const url = new URL(path, 'http://127.0.0.1/api/v1/');
  const read = () => Promise.resolve(undefined);
  return { method: 'GET', url, timeout: 1, signal: caller.signal, observer: caller.observer, read };
}

describe('what an account has done', () => {
  const clock = useFakeClock();

  /** An account whose calls get what the test says, after so many repetitions. */
  function open() {
    const usage = new Usage();
    const next: { head: AnswerHead; error?: Error; waits: number } = { head: {}, waits: 0 };
    const transport: Send = async (request) => {
      request.observer?.onRequest?.();
      for (let n = 0; n < next.waits; n++) {
        request.observer?.onWait?.(1);
        request.observer?.onRequest?.();
      }
      if (next.error !== undefined) throw next.error;
      return request.read(answerOf('', next.head));
    };
    const send = usage.watchCalls(usage.watchRequests(transport));
    return { usage, next, send };
  }

  it('is nothing at first, since the time at which it was opened', () => {
    assert.deepEqual(open().usage.report(), {
      openedAt: START,
      calls: [],
      lastHour: { requests: 0, repetitions: 0, unchanged: 0 },
      open: 0,
    });
  });

  it('names of each path the last success and the last error, and no query', async () => {
    const { usage, next, send } = open();
    await send(requestFor('links/?token=secret'));
    await clock.pass(MINUTE);
    next.error = new ServiceError('FORBIDDEN', { statusCode: 403 });
    await rejection(send(requestFor('devices/')));
    await clock.pass(MINUTE);
    await rejection(send(requestFor('links/')));
    assert.deepEqual(usage.report().calls, [
      {
        call: 'GET /api/v1/links/',
        succeededAt: START,
        failedAt: START + 2 * MINUTE,
        failure: next.error,
      },
      { call: 'GET /api/v1/devices/', failedAt: START + MINUTE, failure: next.error },
    ]);
  });

  it('says nothing of a call that was aborted', async () => {
    const { usage, next, send } = open();
    next.error = new Error('The node was closed.');
    await send(requestFor('links/')).catch(() => undefined);
    assert.deepEqual(usage.report().calls, []);
    assert.equal(usage.report().open, 0);
  });

  it('counts requests, repetitions and unchanged answers of the last hour', async () => {
    const { usage, next, send } = open();
    next.waits = 2;
    const watcher = new Watcher();
    await send(requestFor('links/', watcher));
    assert.equal(watcher.requests, 3);
    await clock.pass(30 * MINUTE);
    Object.assign(next, { waits: 0, head: { status: 304 } });
    await send(requestFor('links/'));
    assert.deepEqual(usage.report().lastHour, { requests: 4, repetitions: 2, unchanged: 1 });
    await clock.pass(30 * MINUTE);
    assert.deepEqual(usage.report().lastHour, { requests: 1, repetitions: 0, unchanged: 1 });
    await clock.pass(30 * MINUTE);
    assert.deepEqual(usage.report().lastHour, { requests: 0, repetitions: 0, unchanged: 0 });
  });

  it('forgets what it counted later than now, where the clock was set back', async () => {
    const { usage, send } = open();
    await send(requestFor('links/'));
    clock.set(START - 60 * MINUTE);
    await send(requestFor('links/'));
    assert.equal(usage.report().lastHour.requests, 1);
  });

  it('has the calls that have not ended', async () => {
    const usage = new Usage();
    const waiting: Send = async (request) => {
      await new Promise((resolve) => {
        setTimeout(resolve, MINUTE);
      });
      return request.read(answerOf(''));
    };
    const calls = [1, 2, 3].map(() => usage.watchCalls(waiting)(requestFor('links/')));
    assert.equal(usage.report().open, 3);
    await clock.pass(MINUTE);
    await Promise.all(calls);
    assert.equal(usage.report().open, 0);
  });

  it('has what the service said last of its rate, and when', async () => {
    const { usage, next, send } = open();
    next.head = { headers: { 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '40' } };
    await send(requestFor('links/'));
    next.head = {};
    await clock.pass(MINUTE);
    await send(requestFor('links/'));
    const { rateLimit } = usage.report();
    assert.deepEqual(rateLimit, { limit: 100, remaining: 40, at: START });
  });

  it('remembers the paths that were called last, and how they begin', async () => {
    const { usage, send } = open();
    for (let n = 0; n < 30; n++) await send(requestFor(`links/${n}/${'x'.repeat(1_000)}`));
    const calls = usage.report().calls.map(({ call }) => call);
    assert.equal(calls.length, 20);
    assert.match(String(calls[0]), /^GET \/api\/v1\/links\/29\/x+$/);
    assert.match(String(calls.at(-1)), /^GET \/api\/v1\/links\/10\/x+$/);
    assert(calls.every((call) => call.length === 120));
  });
});
