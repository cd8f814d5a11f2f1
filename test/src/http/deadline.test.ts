import assert from 'node:assert/strict';
import type { Fault } from '../../../simulator/index';
import { useSimulator } from '../../../simulator/test/support';
import type { HttpRequest } from '../../../src/http/message';
import { until, useFakeClock } from '../../support/clock';
import { listRequest } from '../../support/list-request';
import { readOk } from '../../support/read-ok';
import { rejection } from '../../support/rejection';
import { useTransport } from '../../support/use-transport';
import { Watcher } from '../../support/watcher';

const DRIP: Fault = { kind: 'drip', bytes: 1, interval: 1_000 };

describe('the time that a call may take', () => {
  const simulator = useSimulator();
  const send = useTransport();
  const clock = useFakeClock();

  /** A call whose answer gets a fault, and whether the head of that answer has arrived. */
  function call(
    fault: Fault,
    watcher = new Watcher(),
    changes: Partial<HttpRequest<unknown>> = {},
  ) {
    simulator.current.faults.add({ fault });
    let answered = false;
    const read: HttpRequest<unknown>['read'] = (answer) => {
      answered = true;
      return readOk(answer);
    };
    const outcome = send(listRequest(simulator.current, watcher, { read, ...changes }));
    // Whoever tests the outcome does so later; until then it is nobody's fault.
    outcome.catch(() => undefined);
    return { outcome, head: () => until(() => answered) };
  }

  const arrived = () => until(() => simulator.current.count() === 1);

  it('ends a call that gets no answer', async () => {
    const { outcome } = call({ kind: 'hang' });
    await arrived();
    await clock.pass(29_999);
    assert.equal(clock.timers, 1);
    await clock.pass(1);
    const { code, facts } = await rejection(outcome);
    assert.deepEqual([code, String(facts.reason)], ['TIMEOUT', 'noAnswer(seconds: 30)']);
  });

  it('ends a call whose body drips forever', async () => {
    const { outcome, head } = call(DRIP);
    await head();
    await clock.pass(30_000);
    const { code, facts } = await rejection(outcome);
    assert.deepEqual([code, String(facts.reason)], ['TIMEOUT', 'noEnd(seconds: 30)']);
  });

  it('counts from the start of the request, not of the answer', async () => {
    const { outcome } = call({ kind: 'delay', ms: 20_000 }, new Watcher(), {
      // Reads the body as slowly as the network would deliver it.
      read: async (answer) => {
        await clock.pass(10_000);
        return readOk(answer);
      },
    });
    await arrived();
    await clock.pass(20_000);
    assert.equal((await rejection(outcome)).code, 'TIMEOUT');
  });

  it('does not count what the caller does with what has arrived', async () => {
    const { outcome } = call({ kind: 'delay', ms: 0 }, new Watcher(), {
      read: async ({ body }) => {
        for await (const chunk of body) {
          assert(chunk.length > 0);
          await clock.pass(3_600_000);
        }
      },
    });
    await clock.pass(0);
    await outcome;
  });

  it('counts on after it', async () => {
    let chunks = 0;
    const { outcome } = call({ kind: 'drip', bytes: 10, interval: 20_000 }, new Watcher(), {
      read: async ({ body }) => {
        for await (const chunk of body) {
          assert(chunk.length > 0);
          if (chunks++ === 0) await clock.pass(3_600_000);
        }
      },
    });
    await until(() => chunks > 1);
    await clock.pass(30_000);
    assert.equal((await rejection(outcome)).code, 'TIMEOUT');
  });

  it('does not end a slow call that ends in time', async () => {
    const { outcome } = call({ kind: 'delay', ms: 29_999 });
    await arrived();
    await clock.pass(29_999);
    assert(Array.isArray(await outcome));
  });

  it('leaves neither a timer nor a listener behind', async () => {
    const watcher = new Watcher();
    await send(listRequest(simulator.current, watcher));
    const failed = call({ kind: 'reset' }, watcher);
    await rejection(failed.outcome);
    assert.equal(clock.timers, 0);
    assert.equal(watcher.signal.waiting, 0);
  });
});

describe('a caller who aborts', () => {
  const simulator = useSimulator();
  const send = useTransport();
  const reason = new Error('The node was closed.');

  it('before the call makes no request', async () => {
    const watcher = new Watcher();
    watcher.abort(reason);
    await assert.rejects(send(listRequest(simulator.current, watcher)), reason);
    assert.equal(simulator.current.count(), 0);
  });

  it('before the answer gets the own reason back', async () => {
    simulator.current.faults.add({ fault: { kind: 'hang' } });
    const watcher = new Watcher();
    const outcome = assert.rejects(send(listRequest(simulator.current, watcher)), reason);
    await until(() => simulator.current.count() === 1);
    watcher.abort(reason);
    await outcome;
  });

  it('in the middle of the body gets the own reason back', async () => {
    simulator.current.faults.add({ fault: { kind: 'drip', bytes: 1, interval: 60_000 } });
    const watcher = new Watcher();
    const read: HttpRequest<unknown>['read'] = (answer) => {
      setImmediate(() => watcher.abort(reason));
      return readOk(answer);
    };
    await assert.rejects(send(listRequest(simulator.current, watcher, { read })), reason);
  });
});
