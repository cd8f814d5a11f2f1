import assert from 'node:assert/strict';
import { useSimulator } from '../../../simulator/test/support';
import { ServiceError } from '../../../src/errors';
import { limit } from '../../../src/layers/limit';
import { READ_POLICY, retry } from '../../../src/layers/retry';
import { share } from '../../../src/layers/share';
import { pause, until, useFakeClock, withStoppedClock } from '../../support/clock';
import { listRequest } from '../../support/list-request';
import { useTransport } from '../../support/use-transport';
import { Watcher } from '../../support/watcher';

const GIVEN_UP = new Error('The caller gave up.');

describe('calls that share a request', () => {
  const simulator = useSimulator();
  const transport = useTransport();
  const FAST = { ...READ_POLICY, firstDelay: 1, longestDelay: 1 };

  it('are those that ask for the same at the same moment; each gets its own copy', async () => {
    const send = share(transport);
    const watchers = [new Watcher(), new Watcher(), new Watcher()];
    const lists = await Promise.all(
      watchers.map((watcher) => send(listRequest(simulator.current, watcher))),
    );
    assert.equal(simulator.current.count(), 1);
    assert.deepEqual(
      watchers.map(({ requests }) => requests),
      [1, 1, 1],
    );
    const [first, second, third] = lists;
    assert(Array.isArray(first) && first.length > 0);
    assert.deepEqual(second, first);
    first.length = 0;
    assert.deepEqual(third, second);
  });

  it('may join as long as the answer has not begun, and count the request then', async () => {
    const send = share(transport);
    const late = new Watcher();
    await withStoppedClock(async (clock) => {
      simulator.current.faults.add({ fault: { kind: 'delay', ms: 5_000 }, times: 1 });
      const first = send(listRequest(simulator.current));
      await until(() => simulator.current.count() === 1);
      const joined = send(listRequest(simulator.current, late));
      await clock.tickAsync(5_000);
      assert.deepEqual(await joined, await first);
    });
    assert.equal(late.requests, 1);
    assert.equal(simulator.current.count(), 1);
  });

  it('are not those that come one after the other', async () => {
    const send = share(transport);
    await send(listRequest(simulator.current));
    await send(listRequest(simulator.current));
    assert.equal(simulator.current.count(), 2);
  });

  it('are not those that differ in URL, headers or time-out, or that are not a GET', async () => {
    const send = share(transport);
    const { baseUrl, account } = simulator.current;
    const headers = { Authorization: `Token ${account.token}`, 'If-None-Match': '"1"' };
    await Promise.allSettled([
      send(listRequest(simulator.current)),
      send(listRequest(simulator.current, new Watcher(), { url: new URL('v1/devices/', baseUrl) })),
      send(listRequest(simulator.current, new Watcher(), { headers })),
      send(listRequest(simulator.current, new Watcher(), { timeout: 20_000 })),
      send(listRequest(simulator.current, new Watcher(), { method: 'POST' })),
      send(listRequest(simulator.current, new Watcher(), { method: 'POST' })),
    ]);
    assert.equal(simulator.current.count(), 6);
  });

  it('fail together, after the same repetitions', async () => {
    const send = share(retry(transport, FAST, 2));
    simulator.current.faults.add({ fault: { kind: 'answer', status: 503 }, times: 3 });
    const watchers = [new Watcher(), new Watcher()];
    const outcomes = watchers.map((watcher) =>
      assert.rejects(send(listRequest(simulator.current, watcher)), { code: 'SERVER_ERROR' }),
    );
    await Promise.all(outcomes);
    assert.equal(simulator.current.count(), 3);
    assert.deepEqual(
      watchers.map(({ requests, waits }) => [requests, waits.length]),
      [
        [3, 2],
        [3, 2],
      ],
    );
  });

  it('get the list all the same when the first answer breaks in the middle', async () => {
    const send = share(retry(transport, FAST, 2));
    simulator.current.faults.add({ fault: { kind: 'resetBody', bytes: 100 }, times: 1 });
    const calls = [1, 2, 3].map(() => send(listRequest(simulator.current)));
    const [first, ...others] = await Promise.all(calls);
    assert(Array.isArray(first));
    for (const other of others) assert.deepEqual(other, first);
    assert.equal(simulator.current.count(), 2);
  });

  it('continue when one of them aborts, before the answer or in the middle of it', async () => {
    const send = share(transport);
    const early = new Watcher();
    const middle = new Watcher();
    const slow = listRequest(simulator.current, middle, {
      read: async ({ body }) => {
        for await (const chunk of body) if (chunk.length > 0) middle.abort(GIVEN_UP);
      },
    });
    const outcomes = [
      assert.rejects(send(listRequest(simulator.current, early)), GIVEN_UP),
      assert.rejects(send(slow), GIVEN_UP),
    ];
    const stays = send(listRequest(simulator.current));
    early.abort(GIVEN_UP);
    assert(Array.isArray(await stays));
    await Promise.all(outcomes);
    assert.equal(simulator.current.count(), 1);
  });

  it('continue when one of them cannot use the answer', async () => {
    const send = share(transport);
    const failing = listRequest(simulator.current, new Watcher(), {
      read: () => Promise.reject(new Error('not for me')),
    });
    const outcome = assert.rejects(send(failing), /not for me/);
    assert(Array.isArray(await send(listRequest(simulator.current))));
    await outcome;
  });

  it('are asked for again for those alone who have not used any of a broken answer', async () => {
    const send = share(retry(transport, FAST, 2));
    simulator.current.faults.add({ fault: { kind: 'resetBody', bytes: 100 }, times: 1 });
    const final = listRequest(simulator.current, new Watcher(), {
      read: () =>
        Promise.reject(new ServiceError('ANSWER_INCOMPLETE', {}, { partlyDelivered: true })),
    });
    const outcome = assert.rejects(send(final), { code: 'ANSWER_INCOMPLETE' });
    assert(Array.isArray(await send(listRequest(simulator.current))));
    await outcome;
    assert.equal(simulator.current.count(), 2);
  });

  for (const [what, make] of [
    ['fails with', () => Promise.reject(new ServiceError('ANSWER_INVALID'))],
    ['takes for all', () => Promise.resolve([])],
  ] as const) {
    it(`are asked for again when the answer breaks, whatever one who aborted ${what}`, async () => {
      const send = share(retry(transport, FAST, 2));
      simulator.current.faults.add({ fault: { kind: 'resetBody', bytes: 100 }, times: 1 });
      const watcher = new Watcher();
      const read = (): Promise<unknown> => {
        watcher.abort(GIVEN_UP);
        return make();
      };
      const gone = assert.rejects(
        send(listRequest(simulator.current, watcher, { read })),
        GIVEN_UP,
      );
      assert(Array.isArray(await send(listRequest(simulator.current))));
      await gone;
      assert.equal(simulator.current.count(), 2);
    });
  }

  it('end the request when all of them have aborted', async () => {
    const send = share(transport);
    simulator.current.faults.add({ fault: { kind: 'hang' }, times: 1 });
    const watchers = [new Watcher(), new Watcher()];
    const outcomes = watchers.map((watcher) =>
      assert.rejects(send(listRequest(simulator.current, watcher)), GIVEN_UP),
    );
    await until(() => simulator.current.count() === 1);
    for (const watcher of watchers) watcher.abort(GIVEN_UP);
    await Promise.all(outcomes);
    assert(Array.isArray(await send(listRequest(simulator.current))), 'nobody joins what is over');
  });

  it('are known by the moment they are asked for, not by one that ends later', () =>
    withStoppedClock(async (clock) => {
      const send = share(transport);
      const reading = new Promise<void>((resolve) => {
        const read = async (): Promise<void> => {
          resolve();
          await until(() => simulator.current.count() === 2);
        };
        void send(listRequest(simulator.current, new Watcher(), { read }));
      });
      await reading;
      simulator.current.faults.add({ fault: { kind: 'delay', ms: 5_000 }, times: 1 });
      const second = send(listRequest(simulator.current));
      await until(() => simulator.current.count() === 2);
      // The first one ends.
      await pause(50);
      const third = send(listRequest(simulator.current));
      await clock.tickAsync(5_000);
      await Promise.all([second, third]);
      assert.equal(simulator.current.count(), 2);
    }));

  it('ask nothing for one who had aborted before', async () => {
    const watcher = new Watcher();
    watcher.abort(GIVEN_UP);
    await assert.rejects(share(transport)(listRequest(simulator.current, watcher)), GIVEN_UP);
    assert.equal(simulator.current.count(), 0);
  });
});

describe('the moment in which calls share a request', () => {
  const simulator = useSimulator();
  const transport = useTransport();
  const clock = useFakeClock();
  const requests = (count: number) => until(() => simulator.current.count() === count);

  for (const [timeout, moment] of [
    [30_000, 1_000],
    [2_000, 200],
  ] as const) {
    it(`is ${moment} ms where the time-out is ${timeout} ms`, async () => {
      const send = share(transport);
      simulator.current.faults.add({ fault: { kind: 'hang' }, times: 1 });
      const ask = () => send(listRequest(simulator.current, new Watcher(), { timeout }));
      const first = assert.rejects(ask(), { code: 'TIMEOUT' });
      await requests(1);
      await clock.pass(moment);
      const joined = assert.rejects(ask(), { code: 'TIMEOUT' });
      await clock.pass(1);
      assert(Array.isArray(await ask()));
      assert.equal(simulator.current.count(), 2);
      await clock.pass(timeout);
      await Promise.all([first, joined]);
    });
  }

  it('is over when the request is about to be repeated', async () => {
    const send = share(retry(transport, READ_POLICY, 1));
    const fault = { kind: 'answer', status: 503, headers: { 'Retry-After': '20' } } as const;
    simulator.current.faults.add({ fault, times: 2 });
    const watchers = [new Watcher(), new Watcher()];
    for (const [index, watcher] of watchers.entries()) {
      void send(listRequest(simulator.current, watcher)).catch(() => undefined);
      await until(() => watcher.waits.length === 1);
      assert.deepEqual([watcher.requests, simulator.current.count()], [1, index + 1]);
    }
    for (const watcher of watchers) watcher.abort(GIVEN_UP);
  });

  it('lasts as long as the request waits for its place', async () => {
    const send = share(limit(transport, 1));
    simulator.current.faults.add({ fault: { kind: 'hang' }, times: 1 });
    const busy = new Watcher();
    const url = new URL('v1/devices/', simulator.current.baseUrl);
    const blocking = assert.rejects(send(listRequest(simulator.current, busy, { url })), GIVEN_UP);
    await requests(1);
    const first = send(listRequest(simulator.current));
    await clock.pass(5_000);
    const second = send(listRequest(simulator.current));
    busy.abort(GIVEN_UP);
    await blocking;
    assert.deepEqual(await first, await second);
    assert.equal(simulator.current.count(), 2);
  });
});
