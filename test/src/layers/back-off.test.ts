import assert from 'node:assert/strict';
import { ServiceError } from '../../../src/errors';
import type { HttpRequest, Method, Send } from '../../../src/http/message';
import { backOff } from '../../../src/layers/back-off';
import { limit } from '../../../src/layers/limit';
import { READ_POLICY, retry } from '../../../src/layers/retry';
import { answerOf } from '../../support/answer-of';
import { useFakeClock } from '../../support/clock';
import { rejection } from '../../support/rejection';
import { Watcher } from '../../support/watcher';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

const error500 = new ServiceError('SERVER_ERROR', { statusCode: 500 });
const error503 = new ServiceError('SERVER_ERROR', { statusCode: 503 });
const error404 = new ServiceError('NOT_FOUND', { statusCode: 404 });
const noConnection = new ServiceError('UNREACHABLE', {}, { sent: false });

interface Arrived {
  readonly path: string;
  /** Lets it fail, or answer. */
  readonly end: (failure?: Error) => void;
}

describe('a layer that backs off from what fails', () => {
  const clock = useFakeClock();

  /** A service whose requests the test answers one by one, and the layer before it. */
  function service({ retries = 0, concurrency = 100 } = {}) {
    const arrived: Arrived[] = [];
    const send: Send = (request) =>
      new Promise((resolve, reject) => {
        const { pathname, search } = request.url;
        const end = (failure?: Error): void => {
          if (failure === undefined) resolve(request.read(answerOf('')));
          else reject(failure);
        };
        arrived.push({ path: pathname + search, end });
      });
    const layer = backOff(limit(send, concurrency), (each) => retry(each, READ_POLICY, retries));
    const call = (path: string, changes: Partial<HttpRequest<string>> = {}): Promise<string> =>
      layer({
        method: 'GET',
        url: new URL(path, 'http://127.0.0.1/'),
        timeout: 30_000,
        signal: new Watcher().signal,
        read: () => Promise.resolve('read'),
        ...changes,
      });
    /** The only request that is not answered yet. */
    const next = async (): Promise<Arrived> => {
      for (let pass = 0; pass < 5 && arrived.length === 0; pass++) await clock.pass(0);
      assert.equal(arrived.length, 1, 'requests that wait for an answer');
      const [first] = arrived.splice(0);
      assert(first);
      return first;
    };
    return {
      arrived,
      call,
      next,
      /** A call that fails at the service in this way. */
      fail: async (path: string, failure: Error, method: Method = 'GET'): Promise<ServiceError> => {
        const failed = rejection(call(path, { method }));
        (await next()).end(failure);
        return failed;
      },
      /** A call that is answered. */
      answer: async (path: string, method: Method = 'GET'): Promise<void> => {
        const answered = call(path, { method });
        (await next()).end();
        assert.equal(await answered, 'read');
      },
      /** A call that fails without a request. */
      hold: async (path: string, method: Method = 'GET'): Promise<ServiceError> => {
        const error = await rejection(call(path, { method }));
        assert.equal(arrived.length, 0);
        return error;
      },
    };
  }

  it('asks again immediately after one failure, then after 2, 4, 8, 16, 32 and 45 seconds', async () => {
    const { fail, hold } = service();
    assert.equal((await fail('links', error500)).facts.retryAfter, undefined);
    for (const seconds of [2, 4, 8, 16, 32, 45, 45]) {
      assert.equal((await fail('links', error500)).facts.retryAfter, seconds);
      await clock.pass((seconds - 1) * SECOND);
      const { code, facts } = await hold('links');
      assert.deepEqual([code, facts], ['SERVER_ERROR', { statusCode: 500, retryAfter: 1 }]);
      await clock.pass(SECOND);
    }
  });

  it('begins the next pause also where a timer went off a little early', async () => {
    const { fail, hold } = service();
    await fail('links', error500);
    await fail('links', error500);
    await clock.pass(2 * SECOND - 10);
    assert.equal((await fail('links', error500)).facts.retryAfter, 4);
    await hold('links');
  });

  it('begins again after a success, and after two minutes', async () => {
    const { fail, answer } = service();
    for (const end of [() => answer('links'), () => clock.pass(2 * MINUTE + 1)]) {
      await fail('links', error500);
      await fail('links', error500);
      await clock.pass(2 * SECOND);
      await end();
      assert.equal((await fail('links', error500)).facts.retryAfter, undefined);
      await answer('links');
    }
  });

  it('repeats a call after these times, and then no other one until it works again', async () => {
    const { call, next, fail, answer, arrived } = service({ retries: 3 });
    const watcher = new Watcher();
    const failed = rejection(call('links', watcher));
    for (const seconds of [1, 2, 4]) {
      (await next()).end(error503);
      await clock.pass(seconds * SECOND);
    }
    (await next()).end(error503);
    assert.equal((await failed).facts.retryAfter, 8);
    assert.deepEqual(watcher.waits.slice(1), [2, 4]);
    await clock.pass(8 * SECOND);
    assert.equal((await fail('links', error503)).facts.retryAfter, 16);
    await clock.pass(16 * SECOND);
    await answer('links');
    const repeated = call('links');
    (await next()).end(error503);
    await clock.pass(SECOND);
    (await next()).end();
    assert.equal(await repeated, 'read');
    assert.equal(arrived.length, 0);
  });

  it('lets one call try, and the others wait for what becomes of it', async () => {
    for (const failure of [error500, undefined]) {
      const { call, next, fail, arrived } = service();
      await fail('links', error500);
      const calls = ['links', 'links', 'links'].map((path) =>
        call(path).catch((error: ServiceError) => error.facts.retryAfter),
      );
      (await next()).end(failure);
      for (let pass = 0; pass < 5; pass++) await clock.pass(0);
      assert.equal(arrived.length, failure === undefined ? 2 : 0);
      for (const { end } of arrived.splice(0)) end();
      const all = failure === undefined ? 'read' : 2;
      assert.deepEqual(await Promise.all(calls), [all, all, all]);
    }
  });

  it('lets the next one try where the one that tries aborts', async () => {
    const { call, next, fail } = service();
    await fail('links', error500);
    const trying = new Watcher();
    const given = call('links', { signal: trying.signal }).catch((error: unknown) => error);
    const { end } = await next();
    const waiting = call('links');
    const impatient = new Watcher();
    const third = call('links', { signal: impatient.signal }).catch((error: unknown) => error);
    const reason = new Error('closed');
    impatient.abort(reason);
    assert.equal(await third, reason);
    end(reason);
    assert.equal(await given, reason);
    (await next()).end();
    assert.equal(await waiting, 'read');
  });

  it('lets the others continue where an answer has been arriving for a second', async () => {
    const { call, next, fail } = service();
    await fail('links', error500);
    let finish = (): void => undefined;
    const read = (): Promise<string> =>
      new Promise((resolve) => {
        finish = () => resolve('a long list');
      });
    const long = call('links', { read });
    (await next()).end();
    const other = call('links');
    await clock.pass(SECOND);
    (await next()).end();
    assert.equal(await other, 'read');
    finish();
    assert.equal(await long, 'a long list');
  });

  it('does not send what waits for a place when that is known to fail', async () => {
    const { call, next, arrived } = service({ concurrency: 1 });
    const failed = ['links', 'links', 'links'].map((path) => rejection(call(path)));
    (await next()).end(error500);
    (await next()).end(error500);
    for (let pass = 0; pass < 5; pass++) await clock.pass(0);
    assert.equal(arrived.length, 0);
    const errors = await Promise.all(failed);
    assert.equal(errors.at(-1)?.facts.retryAfter, 2);
  });

  it('counts failures that were on their way together as one', async () => {
    const { call, fail, arrived } = service();
    const failed = ['links', 'links', 'links'].map((path) => rejection(call(path)));
    await clock.pass(0);
    for (const { end } of arrived.splice(0)) end(error500);
    for (const { facts } of await Promise.all(failed)) assert.equal(facts.retryAfter, undefined);
    assert.equal((await fail('links', error500)).facts.retryAfter, 2);
  });

  it('sends other queries of a path until three of them have failed in a row', async () => {
    const { fail, hold, answer } = service();
    for (const query of ['1', '1', '2']) await fail(`links?site=${query}`, error500);
    await hold('links?site=1');
    await answer('links?site=3');
    await hold('links?site=1');
    for (const query of ['4', '5', '6']) await fail(`links?site=${query}`, error500);
    await hold('links?site=7');
    await answer('links?site=7', 'POST');
    await answer('devices');
  });

  it('sends nothing where three paths have failed in a row, until one of them works', async () => {
    const { fail, hold, answer } = service();
    for (const path of ['links', 'devices', 'sites']) await fail(path, error503);
    await hold('reports', 'POST');
    await clock.pass(4 * SECOND);
    await answer('links');
    await answer('reports', 'POST');
    await answer('devices');
  });

  it('sends nothing where no request can leave this machine', async () => {
    const { fail, hold } = service();
    for (let n = 0; n < 2; n++) await fail('links', noConnection);
    assert.equal((await hold('reports', 'POST')).code, 'UNREACHABLE');
  });

  it('holds up nothing but the same call after 404, 400 and the like', async () => {
    const { fail, hold, answer } = service();
    for (const id of [1, 2, 3, 4, 5]) await fail(`links/${id}`, error404);
    for (const id of [1, 2]) await fail(`links?id=${id}`, error404);
    await fail('links?id=1', error404);
    await hold('links?id=1');
    await answer('links?id=3');
  });

  it('remembers the last hundred calls that failed', async () => {
    const { fail, hold } = service();
    for (let n = 0; n < 2; n++) await fail('links/0', error404);
    await hold('links/0');
    for (let id = 1; id <= 99; id++) await fail(`links/${id}`, error404);
    await hold('links/0');
    await fail('links/100', error404);
    await fail('links/0', error404);
  });

  it('takes an answer of 404 for a sign of life', async () => {
    const { fail, answer } = service();
    for (const path of ['links', 'devices', 'sites']) await fail(path, error503);
    await clock.pass(4 * SECOND);
    await fail('links/1', error404);
    await answer('reports');
  });

  it('never meets a poll each minute, even where each takes 30 seconds to fail', async () => {
    const { call, next } = service({ retries: 3 });
    for (let poll = 0; poll < 10; poll++) {
      const failed = rejection(call('links'));
      const { end } = await next();
      await clock.pass(30 * SECOND);
      end(new ServiceError('TIMEOUT'));
      await failed;
      await clock.pass(30 * SECOND);
    }
  });

  it('leaves alone what has a pause of its own', async () => {
    const { fail } = service();
    for (const [code, facts] of [
      ['RATE_LIMITED', { statusCode: 429, retryAfter: 60 }],
      ['FORBIDDEN', { statusCode: 403 }],
      ['SIGN_IN_FAILED', { statusCode: 404 }],
      ['UNREACHABLE', { during: 'sign-in' }],
      ['BUSY', {}],
    ] as const) {
      for (let n = 0; n < 5; n++) await fail('links', new ServiceError(code, facts));
    }
  });
});
