import assert from 'node:assert/strict';
import { assertFailed, assertSent } from '../nodes/support/failure';
import { BEHIND_PROXY, needsOpenssl } from './support/certificates';
import { useNetworkBed } from './support/network-bed';
import { useProxyServer } from './support/use-proxy-server';

describe('a plain http base URL', () => {
  needsOpenssl();
  const bed = useNetworkBed();
  const proxy = useProxyServer();

  /** Names the service by a host that only the proxy can reach. */
  const baseUrl = (host: string) => {
    const url = new URL(bed.simulator.baseUrl);
    url.hostname = host;
    return url.href;
  };
  beforeEach(() => bed.setEnvironment('http_proxy', proxy.current.url));

  for (const host of [BEHIND_PROXY, `localhost.${BEHIND_PROXY}`, '10.0.0.1', '[fe80::1]']) {
    it(`is refused before anything is sent to ${host}`, async () => {
      const outcome = await bed.run({ account: { baseUrl: baseUrl(host) } });
      assert.match(
        assertFailed(outcome, 'CONFIG_INVALID').message,
        /Plain http to another machine/,
      );
      assert.deepEqual(proxy.current.requests, []);
      assert.equal(bed.simulator.requests.length, 0);
    });
  }

  it('works where the account says expressly that it may be plain http', async () => {
    const account = { baseUrl: baseUrl(BEHIND_PROXY), allowInsecure: true };
    assertSent(await bed.run({ account }));
    assert.equal(proxy.current.requests.length, 2);
  });

  it('works without that on this machine', async () => {
    assertSent(await bed.run({ account: { baseUrl: bed.simulator.baseUrl } }));
  });
});
