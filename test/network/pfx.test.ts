import assert from 'node:assert/strict';
import type { ConnectionOptions } from 'node:tls';
import { useSimulator } from '../../simulator/test/support';
import { fetchAll } from '../support/fetch-all';
import { rejection } from '../support/rejection';
import { useInode } from '../support/use-inode';
import { newPassphrase, toPfx } from './support/certificate-authority';
import { certificates, needsOpenssl } from './support/certificates';
import { startTlsFront, type TlsFront } from './support/tls-front';
import { useProxyServer } from './support/use-proxy-server';
import { useUncaught } from './support/use-uncaught';

// The tls-config node takes PFX files from Node-RED 5 on; the library always does.
describe('a client certificate in a PFX file', () => {
  needsOpenssl();
  const simulator = useSimulator();
  const inode = useInode(simulator);
  const proxy = useProxyServer();
  const uncaught = useUncaught();
  const passphrase = newPassphrase();
  let front: TlsFront;

  beforeEach(async () => {
    const { server, ca } = certificates();
    const port = Number(new URL(simulator.current.baseUrl).port);
    const options = { ...server, ca, requestCert: true, rejectUnauthorized: true };
    front = await startTlsFront(port, options);
  });
  afterEach(() => front.close());

  /** Reads links with this file, in a time after which a hung call has failed. */
  async function fetch(way: string, tls: ConnectionOptions): Promise<unknown[][]> {
    return fetchAll(
      inode({
        baseUrl: `https://localhost:${front.port}/api/`,
        tls: { ca: certificates().ca, ...tls },
        proxy: way === 'directly' ? {} : { https_proxy: proxy.current.url },
        timeout: 1_000,
        retries: 0,
      }),
    );
  }

  for (const way of ['directly', 'through a proxy']) {
    it(`is shown to the service, ${way}`, async () => {
      const pfx = toPfx(certificates().client, passphrase);
      assert.equal((await fetch(way, { pfx, passphrase })).flat().length, 24);
      assert.equal(front.handshakes[0]?.authorized, true);
    });

    it(`fails as CONFIG_INVALID under another passphrase, ${way}`, async () => {
      const pfx = toPfx(certificates().client, passphrase);
      const { code } = await rejection(fetch(way, { pfx, passphrase: newPassphrase() }));
      assert.deepEqual([code, uncaught], ['CONFIG_INVALID', []]);
    });

    it(`fails as CONFIG_INVALID where the file is not a PFX file, ${way}`, async () => {
      const { code } = await rejection(fetch(way, { pfx: Buffer.from('none') }));
      assert.deepEqual([code, uncaught], ['CONFIG_INVALID', []]);
    });
  }
});
