import assert from 'node:assert/strict';
import { Aborter } from '../../../src/abort';
import { readText } from '../../../src/http/body';
import { createLocalTransport } from '../../../src/http/local-transport';

describe('a service of this process', () => {
  it('has its answers reported as they arrive, as one on the network has', async () => {
    const send = createLocalTransport(() => ({ status: 200, headers: {}, body: '["\u00e9"]' }));
    const heard: number[] = [];
    const text = await send({
      method: 'GET',
      url: new URL('http://127.0.0.1/'),
      timeout: 1_000,
      signal: new Aborter().signal,
      observer: { onArrival: (bytes) => heard.push(bytes) },
      read: readText,
    });
    assert.deepEqual([text, heard], ['["\u00e9"]', [6]]);
  });
});
