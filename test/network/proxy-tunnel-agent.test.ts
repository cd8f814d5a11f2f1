import assert from 'node:assert/strict';
import { type Agent, get } from 'node:https';
import { Aborter } from '../../src/abort';
import { createHttpsAgent } from '../../src/connection/agents';
import { proxyFor } from '../../src/connection/proxy';
import { createInode } from '../../src/services/inode';
import { pause, until, withStoppedClock } from '../support/clock';
import { CountedSignal } from '../support/counted-signal';
import { fetchAll } from '../support/fetch-all';
import { rejection } from '../support/rejection';
import {
  acceptInSilence,
  type OnConnect,
  startProxyServer,
  staySilent,
} from './support/proxy-server';
import { settled } from './support/settled';
import { useProxyServer } from './support/use-proxy-server';

/** Asks for something by a tunnel that must not come about. */
function failedRequest(agent: Agent): Promise<Error> {
  return new Promise((resolve, reject) => {
    get('https://inode.test/', { agent }, reject).on('error', resolve);
  });
}

describe('an account that lives for years behind a proxy', () => {
  const FAILURES: [what: string, onConnect: OnConnect][] = [
    ['are refused', (socket) => socket.end('HTTP/1.1 407 No\r\n\r\n')],
    ['are broken off', (socket) => socket.destroy()],
    [
      'break in the handshake',
      (socket) => {
        acceptInSilence(socket);
        socket.end();
      },
    ],
  ];
  for (const [what, onConnect] of FAILURES) {
    it(`keeps nothing of tunnels that ${what}`, async () => {
      const proxy = await startProxyServer(onConnect);
      const signal = new CountedSignal(new Aborter().signal);
      const way = proxyFor(new URL('https://inode.test/'), { https_proxy: proxy.url });
      assert(way !== undefined);
      const agent = createHttpsAgent({}, signal, way);
      try {
        for (let tries = 0; tries < 5; tries++) await failedRequest(agent);
        assert.equal(proxy.requests.length, 5);
        assert.equal(signal.waiting, 0);
      } finally {
        agent.destroy();
        await proxy.close();
      }
    });
  }
});

describe('a proxy that never answers a CONNECT', () => {
  const proxy = useProxyServer(staySilent);

  it('makes the service UNREACHABLE when 10 s are over', async () => {
    const inode = createInode({
      baseUrl: 'https://inode.test/api/',
      auth: { kind: 'token', token: 'any' },
      timeout: 14_000,
      retries: 0,
      concurrency: 4,
      proxy: { https_proxy: proxy.current.url },
    });
    await withStoppedClock(async (clock) => {
      const failure = rejection(fetchAll(inode));
      const isSettled = settled(failure);
      await until(() => proxy.current.requests.length === 1);
      await clock.tickAsync(9_999);
      await pause(1);
      assert(!isSettled());
      await clock.tickAsync(1);
      const { code, facts } = await failure;
      assert.deepEqual([code, String(facts.reason)], ['UNREACHABLE', 'proxySilent']);
    });
    await inode.close();
  });
});
