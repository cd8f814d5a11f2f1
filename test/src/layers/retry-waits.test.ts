import assert from 'node:assert/strict';
import sinon from 'sinon';
import { useSimulator } from '../../../simulator/test/support';
import { READ_POLICY, retry } from '../../../src/layers/retry';
import { until, useFakeClock } from '../../support/clock';
import { closedOrigin } from '../../support/closed-origin';
import { listRequest } from '../../support/list-request';
import { rejection } from '../../support/rejection';
import { useTransport } from '../../support/use-transport';
import { Watcher } from '../../support/watcher';

describe('waits between retries', () => {
  const simulator = useSimulator();
  const transport = useTransport();
  const clock = useFakeClock();
  afterEach(() => sinon.restore());

  const reads = (retries: number) => retry(transport, READ_POLICY, retries);
  const throttle = (retryAfter: string, times = 1) => {
    // Node.js keeps its own date for a second of real time.
    const headers = { 'retry-after': retryAfter, date: new Date().toUTCString() };
    simulator.current.faults.add({ fault: { kind: 'answer', status: 429, headers }, times });
  };

  it('does not repeat a call that took too long', async () => {
    simulator.current.faults.add({ fault: { kind: 'hang' } });
    const failure = rejection(
      reads(3)(listRequest(simulator.current, new Watcher(), { timeout: 500 })),
    );
    await until(() => simulator.current.count() === 1);
    await clock.pass(500);
    assert.equal((await failure).code, 'TIMEOUT');
    assert.equal(simulator.current.count(), 1);
  });

  it('repeats as often as it may and fails with the last error', async () => {
    sinon.stub(Math, 'random').returns(0.5);
    const url = new URL(await closedOrigin());
    const watcher = new Watcher(clock);
    const error = await rejection(reads(3)(listRequest(simulator.current, watcher, { url })));
    assert.equal(error.code, 'UNREACHABLE');
    assert.equal(error.facts.reason, 'ECONNREFUSED');
    assert.equal(watcher.requests, 4);
    assert.deepEqual(watcher.waits, [0.5, 1, 2]);
  });

  it('repeats nothing with 0 retries', async () => {
    throttle('1');
    const watcher = new Watcher(clock);
    assert.equal(
      (await rejection(reads(0)(listRequest(simulator.current, watcher)))).code,
      'RATE_LIMITED',
    );
    assert.deepEqual([watcher.requests, watcher.waits], [1, []]);
  });

  it('repeats a call as often where the clock is set by hours meanwhile', async () => {
    for (const hours of [6, -6]) {
      throttle('7', 4);
      const watcher = new Watcher(clock);
      const failed = rejection(reads(3)(listRequest(simulator.current, watcher)));
      await until(() => watcher.requests === 1);
      clock.set(Date.now() + hours * 3_600_000);
      assert.equal((await failed).code, 'RATE_LIMITED');
      assert.equal(watcher.requests, 4);
    }
  });

  it('waits exactly as long as the service asks', async () => {
    throttle('7');
    const watcher = new Watcher();
    const call = reads(3)(listRequest(simulator.current, watcher));
    await until(() => watcher.waits.length === 1);
    await clock.pass(6_999);
    assert.equal(watcher.requests, 1);
    await clock.pass(1);
    await call;
    assert.deepEqual([watcher.requests, watcher.waits], [2, [7]]);
  });

  it('waits until the date that the service names', async () => {
    throttle('Mon, 02 Mar 2026 08:00:42 GMT');
    const watcher = new Watcher(clock);
    await reads(3)(listRequest(simulator.current, watcher));
    assert.deepEqual(watcher.waits, [42]);
    assert.equal(new Date().toISOString(), '2026-03-02T08:00:42.000Z');
  });

  it('fails immediately when the service asks for a wait beyond the budget', async () => {
    throttle('61', Number.POSITIVE_INFINITY);
    const watcher = new Watcher(clock);
    const { code, facts } = await rejection(reads(3)(listRequest(simulator.current, watcher)));
    assert.deepEqual([code, facts.retryAfter], ['RATE_LIMITED', 61]);
    assert.deepEqual([watcher.requests, watcher.waits], [1, []]);
  });

  it('counts all waits of a call against its budget', async () => {
    throttle('25', Number.POSITIVE_INFINITY);
    const watcher = new Watcher(clock);
    const { facts } = await rejection(reads(9)(listRequest(simulator.current, watcher)));
    assert.equal(facts.retryAfter, 25);
    assert.deepEqual([watcher.requests, watcher.waits], [3, [25, 25]]);
  });

  it('aborts a wait immediately when its caller does', async () => {
    throttle('30');
    const watcher = new Watcher();
    const call = reads(3)(listRequest(simulator.current, watcher));
    await until(() => watcher.waits.length === 1);
    const reason = new Error('The node was closed.');
    watcher.abort(reason);
    await assert.rejects(call, reason);
    assert.equal(clock.timers, 0);
    assert.equal(simulator.current.count(), 1);
  });
});
