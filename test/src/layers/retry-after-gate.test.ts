import assert from 'node:assert/strict';
import { setImmediate as nextPass } from 'node:timers/promises';
import { ServiceError } from '../../../src/errors';
import type { HttpRequest, Send } from '../../../src/http/message';
import { RetryAfterGate } from '../../../src/layers/retry-after-gate';
import { answerOf } from '../../support/answer-of';
import { useFakeClock } from '../../support/clock';
import { rejection } from '../../support/rejection';
import { Watcher } from '../../support/watcher';

const SECOND = 1_000;

function requestOf(watcher = new Watcher()): HttpRequest<string> {
  return {
    method: 'GET',
    url: new URL('http://127.0.0.1/'),
    timeout: 30_000,
    signal: watcher.signal,
    read: () => Promise.resolve(''),
  };
}

const limited = (retryAfter?: number) =>
  new ServiceError('RATE_LIMITED', { statusCode: 429, retryAfter });

describe('what a service says when it asks to wait', () => {
  const clock = useFakeClock();

  /** A service that answers each call as the test says, one call after the other or all at once. */
  function service() {
    const calls: { answer: (failure?: unknown) => void }[] = [];
    const send: Send = (request) =>
      new Promise((resolve, reject) => {
        calls.push({
          answer(failure) {
            if (failure === undefined) resolve(request.read(answerOf('')));
            else reject(failure);
          },
        });
      });
    const gate = new RetryAfterGate();
    const layer = gate.layer(send);
    return {
      calls,
      gate,
      call: (watcher?: Watcher) => layer(requestOf(watcher)),
      layer,
      /** A call that is answered at once. */
      fail: async (failure: unknown): Promise<ServiceError> => {
        const failed = rejection(layer(requestOf()));
        calls.at(-1)?.answer(failure);
        return failed;
      },
    };
  }

  it('holds for every call: the same error immediately, with the seconds that are left', async () => {
    const { fail, call, calls } = service();
    await fail(limited(600));
    await clock.pass(100 * SECOND);
    const error = await rejection(call());
    assert.deepEqual([error.code, error.facts.retryAfter], ['RATE_LIMITED', 500]);
    assert.equal(error.marks.retriesSpent, true, 'so nobody repeats it');
    assert.equal(calls.length, 1);
  });

  it('holds for any failure that names a time, and for no other', async () => {
    const { fail, call, calls } = service();
    await fail(new ServiceError('SERVER_ERROR', { statusCode: 500 }));
    await fail(new ServiceError('SERVER_ERROR', { statusCode: 503, retryAfter: 60 }));
    assert.equal((await rejection(call())).code, 'SERVER_ERROR');
    assert.equal(calls.length, 2);
  });

  it('is at the least 3, 9, 27 and 60 seconds, and from the beginning again after a success', async () => {
    const { fail, call, calls } = service();
    const waits: (number | undefined)[] = [];
    for (const said of [undefined, 0, 5, undefined, undefined]) {
      const { retryAfter } = (await fail(limited(said))).facts;
      waits.push(retryAfter);
      await clock.pass((retryAfter ?? 0) * SECOND);
    }
    const success = call();
    calls.at(-1)?.answer();
    await success;
    waits.push((await fail(limited())).facts.retryAfter);
    assert.deepEqual(waits, [3, 9, 27, 60, 60, 3]);
  });

  it('becomes longer where another call that was in flight is asked to wait longer', async () => {
    const { call, calls, gate } = service();
    const failures = [call(), call()].map(rejection);
    calls[0]?.answer(limited(10));
    await failures[0];
    calls[1]?.answer(limited(60));
    assert.equal((await failures[1])?.facts.retryAfter, 60);
    await clock.pass(59 * SECOND);
    assert.throws(() => gate.assertOver(), { code: 'RATE_LIMITED' });
  });

  it('is not forgotten because a call that was sent before succeeds', async () => {
    const { call, calls } = service();
    const [failure, success] = [rejection(call()), call()];
    calls[0]?.answer(limited(10));
    await failure;
    calls[1]?.answer();
    await success;
    await rejection(call());
    assert.equal(calls.length, 2);
  });

  it('is tried by one call when its time is over, and the others continue when that succeeds', async () => {
    const { fail, call, calls } = service();
    await fail(limited(10));
    await clock.pass(10 * SECOND);
    const all = [1, 2, 3].map(() => call());
    await nextPass();
    assert.equal(calls.length, 2);
    calls[1]?.answer();
    await nextPass();
    assert.equal(calls.length, 4);
    calls[2]?.answer();
    calls[3]?.answer();
    await Promise.all(all);
  });

  it('holds for the others as well when the one that tried is asked to wait again', async () => {
    const { fail, call, calls } = service();
    await fail(limited(10));
    await clock.pass(10 * SECOND);
    const failures = [1, 2, 3].map(() => rejection(call()));
    await nextPass();
    calls[1]?.answer(limited(100));
    const waits = (await Promise.all(failures)).map(({ facts }) => facts.retryAfter);
    assert.deepEqual(waits, [100, 100, 100]);
    assert.equal(calls.length, 2);
  });

  it('is over for all when the one that tried fails in another way', async () => {
    const { fail, call, calls } = service();
    await fail(limited(10));
    await clock.pass(10 * SECOND);
    const failures = [1, 2].map(() => rejection(call()));
    await nextPass();
    calls[1]?.answer(new ServiceError('SERVER_ERROR', { statusCode: 500 }));
    await nextPass();
    calls[2]?.answer(new ServiceError('SERVER_ERROR', { statusCode: 500 }));
    assert.deepEqual(
      (await Promise.all(failures)).map(({ code }) => code),
      ['SERVER_ERROR', 'SERVER_ERROR'],
    );
  });

  it('is tried by the next where the one that tried aborts', async () => {
    const { fail, call, calls } = service();
    await fail(limited(10));
    await clock.pass(10 * SECOND);
    const first = assert.rejects(call(), /enough/);
    const [second, third] = [call(), call()];
    calls[1]?.answer(new Error('enough'));
    await first;
    await nextPass();
    assert.equal(calls.length, 3, 'one of the two tries');
    calls[2]?.answer();
    await second;
    await nextPass();
    calls[3]?.answer();
    await third;
  });

  it('does not keep the others for as long as the one that tried reads its answer', async () => {
    const { fail, call, calls, layer } = service();
    await fail(limited(10));
    await clock.pass(10 * SECOND);
    let finish = (): void => undefined;
    const read = (): Promise<string> =>
      new Promise((resolve) => {
        finish = () => resolve('a long list');
      });
    const long = layer({ ...requestOf(), read });
    calls[1]?.answer();
    const others = [call(), call()];
    await clock.pass(SECOND);
    calls[2]?.answer();
    await nextPass();
    calls[3]?.answer();
    await Promise.all(others);
    finish();
    assert.equal(await long, 'a long list');
  });

  it('does not keep one who aborts while another tries', async () => {
    const { fail, call, calls } = service();
    await fail(limited(10));
    await clock.pass(10 * SECOND);
    const trial = call();
    const watcher = new Watcher();
    const outcome = assert.rejects(call(watcher), /enough/);
    watcher.abort(new Error('enough'));
    await outcome;
    calls[1]?.answer();
    await trial;
    assert.equal(calls.length, 2);
  });

  it('of a sign-in, which has waited itself, is exactly as long as it says', async () => {
    const { fail, call } = service();
    const ofSignIn = (retryAfter?: number) =>
      limited().with({ retryAfter, during: 'sign-in' }, { retriesSpent: true });
    assert.equal((await fail(ofSignIn())).facts.retryAfter, undefined);
    await fail(ofSignIn(2));
    assert.equal((await rejection(call())).facts.retryAfter, 2);
  });
});
