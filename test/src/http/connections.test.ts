import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { type Connections, createConnections } from '../../../src/http/connections';
import type { Send } from '../../../src/http/message';
import { createTransport } from '../../../src/http/transport';
import { readOk } from '../../support/read-ok';
import { until } from '../../support/until';
import { Watcher } from '../../support/watcher';

describe('the connections of an account', () => {
  let server: Server;
  let sockets: Socket[];
  let connections: Connections;
  let read: (path: string) => Promise<unknown>;

  beforeEach(async () => {
    sockets = [];
    // Answers everything at once, except what is to wait for ever.
    server = createServer(({ url }, response) => {
      if (url === '/busy') response.statusCode = 429;
      if (url !== '/wait') response.end('[]');
    });
    server.on('connection', (socket) => sockets.push(socket)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    assert(address !== null && typeof address === 'object');
    connections = createConnections({ proxy: {} });
    const send: Send = createTransport(connections);
    read = (path) =>
      send({
        method: 'GET',
        url: new URL(path, `http://127.0.0.1:${address.port}`),
        timeout: 30_000,
        signal: new Watcher().signal,
        read: readOk,
      });
  });

  afterEach(() => {
    connections.close();
    server.closeAllConnections();
    server.close();
  });

  it('are one for calls that follow each other', async () => {
    for (let call = 0; call < 5; call++) await read('/');
    assert.equal(sockets.length, 1);
  });

  it('are as many as there are calls at once', async () => {
    await Promise.all([read('/'), read('/'), read('/')]);
    assert.equal(sockets.length, 3);
  });

  it('are not left open behind an answer that is not read', async () => {
    for (let call = 0; call < 3; call++) await assert.rejects(read('/busy'));
    await until(() => sockets.every(({ destroyed }) => destroyed));
  });

  it('end with the account, also those that wait for an answer', async () => {
    await Promise.all([read('/'), read('/')]);
    const waiting = assert.rejects(read('/wait'));
    await until(() => sockets.length === 2);
    connections.close();
    await waiting;
    await until(() => sockets.every(({ destroyed }) => destroyed));
  });

  it('belong to one account alone', async () => {
    const other = createConnections({ proxy: {} });
    await read('/');
    other.close();
    await read('/');
    assert.equal(sockets.length, 1);
  });
});
