import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { assertFailed, assertSent } from '../nodes/support/failure';
import { BEHIND_PROXY, needsOpenssl } from './support/certificates';
import { useNetworkBed } from './support/network-bed';
import { useProxyServer } from './support/use-proxy-server';
import { useTinyproxy } from './support/use-tinyproxy';

describe('plain http through a proxy', () => {
  needsOpenssl();
  const user = { name: 'node-red', password: randomBytes(9).toString('hex') };
  const bed = useNetworkBed();
  const next = useProxyServer();
  const tinyproxy = useTinyproxy(() => ({
    user,
    upstream: { port: next.current.port, domain: BEHIND_PROXY },
  }));
  const account = (auth: string) => {
    const baseUrl = new URL(bed.simulator.baseUrl);
    baseUrl.hostname = BEHIND_PROXY;
    return { auth, baseUrl: baseUrl.href, allowInsecure: true, retries: 0 };
  };

  it('takes the sign-in and the call to the service', async () => {
    const credentials = { username: user.name, password: user.password };
    const settings = account('oauth2');
    const { url } = tinyproxy.current;
    assertSent(await bed.run({ account: settings, proxy: { url, credentials } }));
    assert.deepEqual(tinyproxy.current.requests, [
      `POST ${settings.baseUrl}oauth/token/`,
      `GET ${settings.baseUrl}v1/links/?no_pagination`,
    ]);
  });

  it('does not show the service what the proxy gets', async () => {
    const credentials = { username: user.name, password: user.password };
    const { url } = tinyproxy.current;
    assertSent(await bed.run({ account: account('oauth2'), proxy: { url, credentials } }));
    assert.deepEqual(next.current.users, []);
  });

  it('is taken by the proxy that the environment names for it', async () => {
    const proxy = new URL(tinyproxy.current.url);
    proxy.username = user.name;
    proxy.password = user.password;
    bed.setEnvironment('http_proxy', proxy.href);
    assertSent(await bed.run({ account: account('oauth2') }));
    assert.equal(tinyproxy.current.requests.length, 2);
  });

  it('is not taken by HTTP_PROXY in upper case, which a CGI request can set', async () => {
    bed.setEnvironment('HTTP_PROXY', tinyproxy.current.url);
    assertFailed(await bed.run({ account: account('oauth2') }), 'UNREACHABLE');
    assert.deepEqual(tinyproxy.current.requests, []);
  });

  for (const auth of ['token', 'oauth2']) {
    it(`without the password of the proxy is PROXY_REFUSED, with ${auth}`, async () => {
      const proxy = { url: tinyproxy.current.url };
      const outcome = await bed.run({ account: account(auth), proxy });
      assert.equal(assertFailed(outcome, 'PROXY_REFUSED').statusCode, 407);
      assert.equal(tinyproxy.current.requests.length, 1);
      assert.equal(bed.simulator.requests.length, 0);
    });
  }
});

describe('plain http to this machine, which needs no permission', () => {
  needsOpenssl();
  const bed = useNetworkBed();
  const proxy = useProxyServer();

  const account = (changes = {}) => ({ baseUrl: bed.simulator.baseUrl, ...changes });

  for (const name of ['http_proxy', 'all_proxy', 'ALL_PROXY']) {
    it(`shows no proxy in ${name} its credentials`, async () => {
      bed.setEnvironment(name, proxy.current.url);
      assertSent(await bed.run({ account: account() }));
      assert.deepEqual(proxy.current.requests, []);
    });
  }

  it('shows no proxy of a configuration node its credentials', async () => {
    assertSent(await bed.run({ account: account(), proxy: { url: proxy.current.url } }));
    assert.deepEqual(proxy.current.requests, []);
  });

  it('takes the proxy where the account allows plain http to other machines', async () => {
    bed.setEnvironment('http_proxy', proxy.current.url);
    assertSent(await bed.run({ account: account({ allowInsecure: true }) }));
    assert.equal(proxy.current.requests.length, 2);
  });

  it('goes past a proxy that it is exempt from, also where the account allows that', async () => {
    bed.setEnvironment('http_proxy', proxy.current.url);
    bed.setEnvironment('no_proxy', '127.0.0.1');
    assertSent(await bed.run({ account: account({ allowInsecure: true }) }));
    assert.deepEqual(proxy.current.requests, []);
  });
});
