import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { onAbort } from '../../src/abort';

describe('waiting for an abort', () => {
  it('takes one listener, however many wait, and none when nobody does', () => {
    const { signal } = new AbortController();
    const ends = Array.from({ length: 20 }, () => onAbort(signal, () => undefined));
    assert.equal(getEventListeners(signal, 'abort').length, 1);
    for (const end of ends) end();
    assert.equal(getEventListeners(signal, 'abort').length, 0);
  });

  it('calls everybody once who still waits, the same function too', () => {
    const controller = new AbortController();
    const called: string[] = [];
    const callback = (): void => {
      called.push('twice');
    };
    onAbort(controller.signal, callback);
    onAbort(controller.signal, callback);
    onAbort(controller.signal, () => called.push('gone'))();
    controller.abort();
    controller.abort();
    assert.deepEqual(called, ['twice', 'twice']);
  });
});
