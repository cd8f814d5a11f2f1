import assert from 'node:assert/strict';
import type { HttpRequest, Send } from '../../../src/http/message';
import { limit } from '../../../src/layers/limit';
import { RateLimiter } from '../../../src/layers/rate-limiter';
import { answerOf } from '../../support/answer-of';
import { useFakeClock } from '../../support/clock';
import { rejection } from '../../support/rejection';
import { Watcher } from '../../support/watcher';

const MINUTE = 60_000;
/** In minutes. */
const HOUR = 60;

/** How many of these moments are in the busiest minute. */
function mostInAMinute(moments: readonly number[]): number {
  return Math.max(
    ...moments.map((from) => moments.filter((at) => at >= from && at < from + MINUTE).length),
  );
}

describe('a number of requests a minute', () => {
  const clock = useFakeClock();

  /** A service that answers at once, with these figures, and knows when it was asked by whom. */
  function service(perMinute: number, rate?: string, requestsOfCall = 1) {
    const moments: number[] = [];
    const served = new Map<unknown, number>();
    const send: Send = async (request) => {
      for (let n = 0; n < requestsOfCall; n++) request.observer?.onRequest?.();
      moments.push(performance.now());
      served.set(request.owner, (served.get(request.owner) ?? 0) + 1);
      return request.read(answerOf('', { headers: { ...(rate && { ratelimit: rate }) } }));
    };
    const layer = limit(send, 4, new RateLimiter(perMinute));
    const call = (
      owner: unknown,
      watcher = new Watcher(),
      changes: Partial<HttpRequest<void>> = {},
    ) =>
      layer({
        method: 'GET',
        url: new URL('http://127.0.0.1/'),
        timeout: 30_000,
        signal: watcher.signal,
        owner,
        read: () => Promise.resolve(),
        ...changes,
      });
    return { moments, served, call };
  }

  it('is used to 95 % at the least, and by all nodes alike, where 200 nodes need more', async () => {
    const { moments, served, call } = service(60);
    const closing = new Watcher();
    const calls: Promise<unknown>[] = [];
    for (let minute = 0; minute < HOUR; minute++) {
      for (let node = 0; node < 200; node++) {
        // Node 0 wants ten times as much as the others.
        for (let n = 0; n < (node === 0 ? 10 : 1); n++) {
          calls.push(call(node, closing).catch(() => undefined));
        }
      }
      await clock.pass(MINUTE);
    }
    closing.abort();
    await Promise.all(calls);
    assert(moments.length >= 0.95 * 60 * HOUR, `${moments.length} requests in an hour`);
    assert(mostInAMinute(moments) <= 60);
    const fair = moments.length / 200;
    const counts = Array.from({ length: 200 }, (_, node) => served.get(node) ?? 0);
    const unfair = counts.filter((count) => Math.abs(count - fair) > 0.1 * fair);
    assert.deepEqual(unfair, []);
  });

  it('admits a call of each node, however long that takes, and no more than that', async () => {
    const { served, call } = service(60);
    const nodes = Array.from({ length: 200 }, (_, node) => node);
    const calls = nodes.map((node) => call(node));
    const greedy = rejection(call(199));
    await clock.pass(2 * MINUTE);
    assert.equal((await greedy).code, 'BUSY');
    await clock.pass(2 * MINUTE);
    await Promise.all(calls);
    assert.equal(served.size, 200);
  });

  it('is kept from the first request on where few are wanted at the same time', async () => {
    const { moments, call } = service(60);
    const calls = [1, 2, 3].map((node) => call(node));
    await clock.pass(2_100);
    await Promise.all(calls);
    const [first = 0] = moments;
    assert.deepEqual(
      moments.map((at) => at - first),
      [0, 1_020, 2_040],
    );
  });

  it('counts a call that is repeated with a new token as two', async () => {
    const { moments, call } = service(60, undefined, 2);
    const calls = [call('a'), call('b')];
    await clock.pass(2_039);
    assert.equal(moments.length, 1);
    await clock.pass(1);
    await Promise.all(calls);
    assert.equal(moments.length, 2);
  });

  it('is spread over the rest of the period where the service says that few are left', async () => {
    const { moments, call } = service(60, '"a";r=3;t=30');
    const calls = [1, 2].map((node) => call(node));
    await clock.pass(9_999);
    assert.equal(moments.length, 1);
    await clock.pass(1);
    await Promise.all(calls);
    assert.equal(moments.length, 2);
  });

  it('waits for the next period where the service says that none is left, but no longer than a minute', async () => {
    const { moments, call } = service(60, '"a";r=0;t=3600');
    const calls = [1, 2].map((node) => call(node));
    await clock.pass(MINUTE - 1);
    assert.equal(moments.length, 1);
    await clock.pass(1);
    await Promise.all(calls);
    assert.equal(moments.length, 2);
  });

  it('is not used by who aborts while it waits', async () => {
    const { moments, call } = service(60);
    await call('a');
    const watcher = new Watcher();
    const outcome = assert.rejects(call('b', watcher), /enough/);
    const next = call('c');
    watcher.abort(new Error('enough'));
    await outcome;
    await clock.pass(1_020);
    await next;
    assert.equal(moments.length, 2);
  });
});
