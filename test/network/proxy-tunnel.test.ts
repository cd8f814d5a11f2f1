import assert from 'node:assert/strict';
import { assertFailed, assertSent } from '../nodes/support/failure';
import { pause, until } from '../support/clock';
import { BEHIND_PROXY, certificates, needsOpenssl } from './support/certificates';
import { useNetworkBed } from './support/network-bed';
import { acceptInSilence, staySilent, tunnelTo } from './support/proxy-server';
import { settlesAfter } from './support/settles-after';
import { useProxyServer } from './support/use-proxy-server';
import { useTinyproxy } from './support/use-tinyproxy';
import { useUncaught } from './support/use-uncaught';

const tls = () => ({ credentials: { cadata: certificates().ca } });

describe('a service that only the proxy can reach', () => {
  needsOpenssl();
  const bed = useNetworkBed();
  const next = useProxyServer();
  const tinyproxy = useTinyproxy(() => ({
    upstream: { port: next.current.port, domain: BEHIND_PROXY },
  }));

  it('gets the sign-in and the call through it, by its name', async () => {
    const proxy = { url: tinyproxy.current.url };
    const account = { baseUrl: bed.url(BEHIND_PROXY) };
    assertSent(await bed.run({ account, tls: tls(), proxy }));
    const connect = `CONNECT ${BEHIND_PROXY}:${bed.front.port}`;
    assert.deepEqual(tinyproxy.current.requests, [connect]);
    assert.deepEqual(next.current.requests, [connect]);
    assert.equal(bed.front.handshakes[0]?.servername, BEHIND_PROXY);
  });
});

describe('a tunnel through a proxy', () => {
  needsOpenssl();
  const bed = useNetworkBed();
  const proxy = useProxyServer();

  it('is asked for with a user name and a password of any characters', async () => {
    const credentials = { username: 'node red@', password: ':/%41 ?#[]ü→' };
    assertSent(await bed.run({ tls: tls(), proxy: { url: proxy.current.url, credentials } }));
    assert.deepEqual(proxy.current.users, [`${credentials.username}:${credentials.password}`]);
  });

  it('takes a percent sign in the address of the proxy for itself where it stands for nothing else', async () => {
    const { host } = new URL(proxy.current.url);
    bed.setEnvironment('https_proxy', `http://node-red:100%@${host}`);
    assertSent(await bed.run({ tls: tls() }));
    assert.deepEqual(proxy.current.users, ['node-red:100%']);
  });

  it('is asked for with an address of IPv6 as RFC 9110 writes it', async () => {
    const baseUrl = bed.url('[::1]');
    const account = { baseUrl, retries: 0 };
    const outcome = await bed.run({ account, tls: tls(), proxy: { url: proxy.current.url } });
    assert.deepEqual(proxy.current.requests, [`CONNECT ${new URL(baseUrl).host}`]);
    assertSent(outcome);
  });

  it('may lead over a proxy whose address is of IPv6', async () => {
    const account = { retries: 0 };
    const outcome = await bed.run({ account, tls: tls(), proxy: { url: 'http://[::1]:9' } });
    // Nobody listens there, but it is no name that has to be looked up.
    assert.doesNotMatch(assertFailed(outcome, 'UNREACHABLE').message, /ENOTFOUND|EAI_AGAIN/);
  });

  it('that breaks while it is not used is replaced by a new one', async () => {
    await bed.deploy({ tls: tls(), proxy: { url: proxy.current.url } });
    assertSent(await bed.trigger());
    bed.front.drop();
    await until(() => !process.getActiveResourcesInfo().includes('TCPSocketWrap'));
    assertSent(await bed.trigger());
    assert.equal(proxy.current.requests.length, 2);
  });
});

describe('a proxy that agrees to a CONNECT by another status than 200', () => {
  needsOpenssl();
  const bed = useNetworkBed();
  const proxy = useProxyServer((socket) => tunnelTo(bed.front.port, socket, '201 Created'));

  it('leads to the service, as RFC 9110 has it', async () => {
    assertSent(await bed.run({ tls: tls(), proxy: { url: proxy.current.url } }));
  });
});

describe('a CONNECT that is not answered', () => {
  needsOpenssl();
  const bed = useNetworkBed();
  const uncaught = useUncaught();
  const proxy = useProxyServer(staySilent);

  it('ends with the flow, and leaves no connection behind', async () => {
    await bed.deploy({ tls: tls(), proxy: { url: proxy.current.url } });
    void bed.trigger().catch(() => undefined);
    await until(() => proxy.current.requests.length === 1, 'the CONNECT arrives');
    await bed.stop();
    assert.deepEqual(uncaught, []);
  });
});

describe('a tunnel in which the service says nothing', () => {
  needsOpenssl();
  const bed = useNetworkBed();
  const uncaught = useUncaught();
  const proxy = useProxyServer(acceptInSilence);

  it('ends as UNREACHABLE when 10 s are over', async () => {
    await bed.deploy({
      account: { auth: 'token', retries: 0 },
      tls: tls(),
      proxy: { url: proxy.current.url },
    });
    const outcome = bed.trigger();
    await until(() => proxy.current.requests.length === 1, 'the tunnel is asked for');
    await pause();
    await settlesAfter(bed.clock, outcome, 10_000);
    assert.match(assertFailed(await outcome, 'UNREACHABLE').message, /ETIMEDOUT/);
  });

  it('ends with the flow, and leaves no connection behind', async () => {
    await bed.deploy({ tls: tls(), proxy: { url: proxy.current.url } });
    void bed.trigger().catch(() => undefined);
    await until(() => proxy.current.requests.length === 1, 'the tunnel is asked for');
    await pause();
    await bed.stop();
    assert.deepEqual(uncaught, []);
  });
});
