import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import type { HttpRequest } from '../../../src/http/message';
import { until, useFakeClock } from '../../support/clock';
import { type Listening, listen } from '../../support/listen';
import { readOk } from '../../support/read-ok';
import { rejection } from '../../support/rejection';
import { useTransport } from '../../support/use-transport';
import { Watcher } from '../../support/watcher';

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n';

const answer = (socket: Socket): boolean => socket.write(`${HEAD}[]`);
const swallow = (): void => undefined;

describe('a connection that was idle', () => {
  const transport = useTransport();
  const clock = useFakeClock();
  let server: Listening;
  let watcher: Watcher;
  /** What the server does with a further request on a connection. */
  let behavior: (socket: Socket) => unknown;
  let received: number;

  beforeEach(async () => {
    watcher = new Watcher();
    received = 0;
    const onRequest = (socket: Socket, index: number): void => {
      received++;
      if (index === 0) answer(socket);
      else behavior(socket);
    };
    server = await listen(
      createServer((socket) => {
        let index = 0;
        socket.on('data', () => onRequest(socket, index++));
      }),
    );
  });

  afterEach(() => server.close());

  function send(changes: Partial<HttpRequest<unknown>> = {}): Promise<unknown> {
    return transport({
      signal: watcher.signal,
      observer: watcher.observer,
      method: 'GET',
      url: new URL(server.origin),
      timeout: 30_000,
      read: readOk,
      ...changes,
    });
  }

  /** Opens a connection, and leaves it idle for so many milliseconds. */
  async function idle(ms = 60_000): Promise<void> {
    await send();
    await clock.pass(ms);
  }

  it('is closed when no answer begins within a second, and a new one is asked', async () => {
    behavior = swallow;
    await idle();
    const outcome = send();
    await until(() => received === 2);
    await clock.pass(1_000);
    assert.deepEqual(await outcome, []);
    assert.deepEqual([server.connections, watcher.requests], [2, 3]);
  });

  it('is closed immediately when it is reset, and a new one is asked', async () => {
    behavior = (socket) => socket.resetAndDestroy();
    await idle();
    assert.deepEqual(await send(), []);
    assert.deepEqual([server.connections, watcher.requests], [2, 3]);
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
    const outcome = send();
    await until(() => hasBegun);
    // What is written on loopback arrives before the event loop comes round twice.
    for (let pass = 0; pass < 2; pass++) await new Promise(setImmediate);
    await clock.pass(20_000);
    assert.deepEqual(await outcome, []);
    assert.equal(server.connections, 1);
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

  it('does not get a request that the service must not get twice', async () => {
    behavior = swallow;
    await idle();
    assert.deepEqual(await send({ method: 'POST' }), []);
    assert.deepEqual([server.connections, watcher.requests], [2, 2]);
  });

  it('does not get a token request, though that may be repeated', async () => {
    behavior = swallow;
    await idle();
    assert.deepEqual(await send({ method: 'POST', repeatable: true, mayOverlap: false }), []);
    assert.deepEqual([server.connections, watcher.requests], [2, 2]);
  });

  it('is not used again when it is ten minutes old', async () => {
    behavior = answer;
    for (let minute = 0; minute < 11; minute++) await idle();
    assert.deepEqual(await send(), []);
    assert.equal(server.connections, 2);
  });
});

describe('a connection', () => {
  const transport = useTransport();

  it('is probed each 45 s, also while an answer is waited for', async function () {
    if (process.platform !== 'linux') {
      process.stdout.write('skipped: only Linux shows when a connection is probed\n');
      this.skip();
    }
    const inFlight: number[] = [];
    const server = await listen(
      createServer((socket) => {
        socket.on('data', () => {
          void until(() => probedAfter(socket.remotePort) !== undefined).then(() => {
            inFlight.push(probedAfter(socket.remotePort) ?? Number.NaN);
            answer(socket);
          });
        });
      }),
    );
    try {
      for (let poll = 0; poll < 2; poll++) {
        const { signal } = new Watcher();
        const url = new URL(server.origin);
        await transport({ signal, method: 'GET', url, timeout: 30_000, read: readOk });
      }
    } finally {
      await server.close();
    }
    assert.deepEqual([inFlight.length, server.connections], [2, 1]);
    for (const seconds of inFlight) assert.ok(seconds > 40 && seconds < 46, `${seconds} s`);
  });
});

/** Seconds until Linux probes the connection from this port; nothing while a packet is under way: proc_net_tcp(5). */
function probedAfter(port = 0): number | undefined {
  const from = `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const lines = readFileSync('/proc/net/tcp', 'utf8').split('\n');
  const [, , , , , , timer] = lines.find((line) => line.includes(`: ${from} `))?.split(/\s+/) ?? [];
  const [kind, left = ''] = timer?.split(':') ?? [];
  return kind === '02' ? Number.parseInt(left, 16) / 100 : undefined;
}
