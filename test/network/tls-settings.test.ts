import assert from 'node:assert/strict';
import { assertFailed } from '../nodes/support/failure';
import { certificates, needsOpenssl } from './support/certificates';
import type { TlsSettings } from './support/deployment';
import { useNetworkBed } from './support/network-bed';
import { useProxyServer } from './support/use-proxy-server';
import { useUncaught } from './support/use-uncaught';

/** Settings that no TLS library can use, and that nobody notices before the first connection. */
const UNUSABLE: [what: string, settings: () => TlsSettings][] = [
  [
    'a key that is none',
    () => ({ credentials: { certdata: certificates().client.cert, keydata: 'none' } }),
  ],
  [
    'a key of another certificate',
    () => {
      const { client, server } = certificates();
      return { credentials: { certdata: client.cert, keydata: server.key } };
    },
  ],
];

describe('TLS settings that cannot be used', () => {
  needsOpenssl();
  const bed = useNetworkBed();
  const uncaught = useUncaught();
  const proxy = useProxyServer();

  const account = { timeout: 1, retries: 0 };

  for (const [what, settings] of UNUSABLE) {
    it(`fail as CONFIG_INVALID: ${what}`, async () => {
      assertFailed(await bed.run({ account, tls: settings() }), 'CONFIG_INVALID');
      assert.equal(bed.simulator.requests.length, 0);
    });

    it(`fail as CONFIG_INVALID through a proxy, and do not end the process: ${what}`, async () => {
      const outcome = await bed.run({
        account,
        tls: settings(),
        proxy: { url: proxy.current.url },
      });
      await bed.stop();
      assert.deepEqual(uncaught, []);
      assertFailed(outcome, 'CONFIG_INVALID');
      assert.equal(bed.simulator.requests.length, 0);
    });
  }
});
