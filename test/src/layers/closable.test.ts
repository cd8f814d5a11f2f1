import assert from 'node:assert/strict';
import { useSimulator } from '../../../simulator/test/support';
import { Aborter } from '../../../src/abort';
import { closable } from '../../../src/layers/closable';
import { until } from '../../support/clock';
import { CountedSignal } from '../../support/counted-signal';
import { listRequest } from '../../support/list-request';
import { useTransport } from '../../support/use-transport';
import { Watcher } from '../../support/watcher';

const CLOSED = new Error('The account was closed.');
const GIVEN_UP = new Error('The caller gave up.');

describe('a layer that can be closed', () => {
  const simulator = useSimulator();
  const transport = useTransport();
  let closing: Aborter;
  beforeEach(() => {
    closing = new Aborter();
  });

  const call = (watcher = new Watcher()) =>
    closable(transport, closing.signal)(listRequest(simulator.current, watcher));
  const hang = () => simulator.current.faults.add({ fault: { kind: 'hang' }, times: 2 });

  it('leaves a call alone as long as it is open, and leaves no listener behind', async () => {
    const closed = new CountedSignal(closing.signal);
    const send = closable(transport, closed);
    const before = closed.waiting;
    const watcher = new Watcher();
    assert(Array.isArray(await send(listRequest(simulator.current, watcher))));
    assert.equal(watcher.signal.waiting, 0);
    assert.equal(closed.waiting, before);
  });

  it('ends all calls in flight with the reason of the closing', async () => {
    hang();
    const outcomes = [assert.rejects(call(), CLOSED), assert.rejects(call(), CLOSED)];
    await until(() => simulator.current.count() === 2);
    closing.abort(CLOSED);
    await Promise.all(outcomes);
  });

  it('ends one call with the reason of its caller, and leaves the others alone', async () => {
    hang();
    const watcher = new Watcher();
    const outcome = assert.rejects(call(watcher), GIVEN_UP);
    const other = assert.rejects(call(), CLOSED);
    await until(() => simulator.current.count() === 2);
    watcher.abort(GIVEN_UP);
    await outcome;
    closing.abort(CLOSED);
    await other;
  });

  it('sends nothing once it is closed', async () => {
    closing.abort(CLOSED);
    await assert.rejects(call(), CLOSED);
    assert.equal(simulator.current.count(), 0);
  });

  it('sends nothing for a caller who had aborted before', async () => {
    const watcher = new Watcher();
    watcher.abort(GIVEN_UP);
    await assert.rejects(call(watcher), GIVEN_UP);
    assert.equal(simulator.current.count(), 0);
  });
});
