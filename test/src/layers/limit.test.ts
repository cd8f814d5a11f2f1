import assert from 'node:assert/strict';
import { useSimulator } from '../../../simulator/test/support';
import { limit } from '../../../src/layers/limit';
import { until, useFakeClock } from '../../support/clock';
import { listRequest } from '../../support/list-request';
import { useTransport } from '../../support/use-transport';
import { Watcher } from '../../support/watcher';

describe('a limit of calls in flight', () => {
  const simulator = useSimulator();
  const transport = useTransport();

  it('sends as many at the same time as it allows, and the others when there is room', async () => {
    const send = limit(transport, 2);
    simulator.current.faults.add({ fault: { kind: 'hang' }, times: 2 });
    const hanging = [new Watcher(), new Watcher()];
    const calls = hanging.map((watcher) => send(listRequest(simulator.current, watcher)));
    const others = [1, 2, 3].map(() => send(listRequest(simulator.current)));
    await until(() => simulator.current.count() === 2);
    const ended = calls.map((call) => assert.rejects(call, /enough/));
    hanging[0]?.abort(new Error('enough'));
    await Promise.all(others);
    assert.equal(simulator.current.count(), 5);
    hanging[1]?.abort(new Error('enough'));
    await Promise.all(ended);
  });

  it('gives its place back when a call fails', async () => {
    const send = limit(transport, 1);
    const broken = { url: new URL('v1/nothing/', simulator.current.baseUrl) };
    await assert.rejects(send(listRequest(simulator.current, new Watcher(), broken)));
    assert(Array.isArray(await send(listRequest(simulator.current))));
  });
});

describe('a call that waits for its place', () => {
  const simulator = useSimulator();
  const transport = useTransport();
  const clock = useFakeClock();

  it('does not count the wait as time of the call', async () => {
    const send = limit(transport, 1);
    simulator.current.faults.add({ fault: { kind: 'hang' }, times: 1 });
    const first = assert.rejects(
      send(listRequest(simulator.current, new Watcher(), { timeout: 20_000 })),
      /TIMEOUT/,
    );
    const waiting = send(listRequest(simulator.current, new Watcher(), { timeout: 19_000 }));
    await until(() => simulator.current.count() === 1);
    await clock.pass(20_000);
    await first;
    assert(Array.isArray(await waiting));
  });

  it('ends as BUSY after four of its time-outs, and leaves its place in the line', async () => {
    const send = limit(transport, 1);
    simulator.current.faults.add({ fault: { kind: 'hang' }, times: 1 });
    const hanging = new Watcher();
    const first = assert.rejects(send(listRequest(simulator.current, hanging)), /enough/);
    const waiting = send(listRequest(simulator.current, new Watcher(), { timeout: 1_000 }));
    const outcome = assert.rejects(waiting, { code: 'BUSY', message: /noPlace\(seconds: 4\)/ });
    await until(() => simulator.current.count() === 1);
    await clock.pass(4_000);
    await outcome;
    hanging.abort(new Error('enough'));
    await first;
    assert(Array.isArray(await send(listRequest(simulator.current))));
    assert.equal(clock.timers, 0);
  });
});
