import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { Aborter } from '../../../src/abort';
import { handshake } from '../../../src/connection/handshake';

describe('a TLS handshake', () => {
  it('gives the socket once it is done', async () => {
    const socket = new PassThrough();
    const done = handshake(socket, new Aborter().signal);
    socket.emit('secureConnect');
    assert.equal(await done, socket);
  });

  it('fails as the socket does', async () => {
    const socket = new PassThrough();
    const done = handshake(socket, new Aborter().signal);
    const error = new Error('reset');
    socket.destroy(error);
    await assert.rejects(done, error);
  });

  for (const when of ['before', 'during'] as const) {
    it(`is aborted by a signal that aborts ${when} it, with the socket destroyed`, async () => {
      const socket = new PassThrough();
      const closing = new Aborter();
      const reason = new Error('closed');
      if (when === 'before') closing.abort(reason);
      const done = handshake(socket, closing.signal);
      closing.abort(reason);
      await assert.rejects(done, reason);
      assert.equal(socket.destroyed, true);
    });
  }
});
