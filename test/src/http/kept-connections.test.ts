import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { HttpRequest } from '../../../src/http/message';
import { until, useFakeClock } from '../../support/clock';
import { readOk } from '../../support/read-ok';
import { rejection } from '../../support/rejection';
import { useTransport } from '../../support/use-transport';
import { Watcher } from '../../support/watcher';

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n';

/** What the server does with the next request on a connection that it has answered before. */
type Behavior = (socket: Socket) => void;

const swallow: Behavior = () => undefined;

describe('a connection that was idle', () => {
  const transport = useTransport();
  const clock = useFakeClock();
  let server: Server;
  let origin: string;
  let behavior: Behavior;
  let connections: number;
  let received: number;
  let watcher: Watcher;

  beforeEach(async () => {
    [connections, received] = [0, 0];
    server = createServer((socket) => {
      connections++;
      let answered = false;
      socket.on('error', () => socket.destroy());
      socket.on('data', () => {
        received++;
        if (answered) behavior(socket);
        else socket.write(`${HEAD}[]`);
        answered = true;
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    assert(address !== null && typeof address === 'object');
    origin = `http://127.0.0.1:${address.port}`;
    watcher = new Watcher();
  });

  afterEach(() => server.close());

  function send(changes: Partial<HttpRequest<unknown>> = {}): Promise<unknown> {
    return transport({
      signal: watcher.signal,
      observer: watcher.observer,
      method: 'GET',
      url: new URL('/links/', origin),
      timeout: 30_000,
      read: readOk,
      ...changes,
    });
  }

  /** Gets a connection, and leaves it idle for so many milliseconds. */
  async function idle(ms = 60_000): Promise<void> {
    await send();
    await clock.pass(ms);
  }

  it('is given up when an answer does not begin within a second, and a new one is asked', async () => {
    behavior = swallow;
    await idle();
    const answer = send();
    await until(() => received === 2);
    await clock.pass(1_000);
    assert.deepEqual(await answer, []);
    assert.deepEqual([connections, watcher.requests], [2, 3]);
  });

  it('is given up at once when it is reset, and a new one is asked', async () => {
    behavior = (socket) => socket.resetAndDestroy();
    await idle();
    assert.deepEqual(await send(), []);
    assert.deepEqual([connections, watcher.requests], [2, 3]);
  });

  it('is waited for when an answer has begun', async () => {
    let hasBegun = false;
    behavior = (socket) => {
      socket.write(HEAD.slice(0, 20), () => {
        hasBegun = true;
      });
      setTimeout(() => socket.write(`${HEAD.slice(20)}[]`), 20_000);
    };
    await idle();
    const answer = send();
    await until(() => hasBegun);
    // What is written on loopback arrives before the event loop comes round twice.
    for (let pass = 0; pass < 2; pass++) await new Promise(setImmediate);
    await clock.pass(20_000);
    assert.deepEqual(await answer, []);
    assert.equal(connections, 1);
  });

  it('does not get a request that the service must not get twice', async () => {
    behavior = swallow;
    await idle();
    assert.deepEqual(await send({ method: 'POST' }), []);
    assert.deepEqual([connections, watcher.requests], [2, 2]);
  });

  it('does not get a token request, though that may be repeated', async () => {
    behavior = swallow;
    await idle();
    assert.deepEqual(await send({ method: 'POST', repeatable: true, mayOverlap: false }), []);
    assert.deepEqual([connections, watcher.requests], [2, 2]);
  });

  it('is waited for as usual when it was used a moment ago', async () => {
    behavior = swallow;
    await idle(100);
    const failure = rejection(send());
    await until(() => received === 2);
    await clock.pass(30_000);
    assert.equal((await failure).code, 'TIMEOUT');
    assert.equal(watcher.requests, 2);
  });

  it('is closed when it is ten minutes old', async () => {
    behavior = (socket) => socket.write(`${HEAD}[]`);
    for (let minute = 0; minute < 11; minute++) await idle();
    await send();
    assert.equal(connections, 2);
  });
});
