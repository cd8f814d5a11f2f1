import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { type Connections, createConnections } from '../../../src/connection/connections';
import type { Send } from '../../../src/http/message';
import { createTransport } from '../../../src/http/transport';
import { until } from '../../support/clock';
import { type Listening, listen } from '../../support/listen';
import { readOk } from '../../support/read-ok';
import { Watcher } from '../../support/watcher';

describe('the connections of an account', () => {
  let server: Listening;
  let connections: Connections;
  let read: (path: string) => Promise<unknown>;

  beforeEach(async () => {
    // Answers everything at once, except what is to wait forever.
    server = await listen(
      createServer(({ url }, response) => {
        if (url === '/busy') response.statusCode = 429;
        if (url !== '/wait') response.end('[]');
      }),
    );
    connections = createConnections({ proxy: {} });
    const send: Send = createTransport(connections);
    read = (path) =>
      send({
        method: 'GET',
        url: new URL(path, server.origin),
        timeout: 30_000,
        signal: new Watcher().signal,
        read: readOk,
      });
  });

  afterEach(() => {
    connections.close();
    return server.close();
  });

  it('are one for calls that follow each other', async () => {
    for (let call = 0; call < 5; call++) await read('/');
    assert.equal(server.connections, 1);
  });

  it('are as many as there are calls at the same time', async () => {
    await Promise.all([read('/'), read('/'), read('/')]);
    assert.equal(server.connections, 3);
  });

  it('are not left open behind an answer that is not read', async () => {
    for (let call = 0; call < 3; call++) await assert.rejects(read('/busy'));
    await until(() => server.open === 0);
  });

  it('end with the account, also those that wait for an answer', async () => {
    await Promise.all([read('/'), read('/')]);
    const waiting = assert.rejects(read('/wait'));
    await until(() => server.connections === 2);
    connections.close();
    await waiting;
    await until(() => server.open === 0);
  });

  it('belong to one account alone', async () => {
    const other = createConnections({ proxy: {} });
    await read('/');
    other.close();
    await read('/');
    assert.equal(server.connections, 1);
  });
});
