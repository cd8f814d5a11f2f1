import assert from 'node:assert/strict';
import { Aborter } from '../../src/abort';

describe('waiting for an abort', () => {
  it('calls everybody once who still waits, the same function too', () => {
    const controller = new Aborter();
    const called: string[] = [];
    const callback = (): void => {
      called.push('twice');
    };
    controller.signal.onAbort(callback);
    controller.signal.onAbort(callback);
    controller.signal.onAbort(() => called.push('gone'))();
    controller.abort();
    controller.abort();
    assert.deepEqual(called, ['twice', 'twice']);
  });

  it('calls nobody who comes when it is over, and keeps the first reason', () => {
    const controller = new Aborter();
    const { signal } = controller;
    signal.throwIfAborted();
    controller.abort(new Error('first'));
    controller.abort(new Error('second'));
    signal.onAbort(() => assert.fail('It was called.'));
    assert.throws(() => signal.throwIfAborted(), /first/);
  });

  it('is aborted by an AbortError where no reason is named', () => {
    const controller = new Aborter();
    controller.abort();
    assert.equal(controller.signal.reason?.name, 'AbortError');
  });
});
