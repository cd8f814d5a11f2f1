import assert from 'node:assert/strict';
import { assertFailed, assertSent } from '../nodes/support/failure';
import { newPassphrase, toPfx } from './support/certificate-authority';
import { certificates, ELSEWHERE, needsOpenssl } from './support/certificates';
import { useNetworkBed } from './support/network-bed';
import { needsPfxInCore } from './support/node-red-version';

describe('a service with a certificate of its own authority', () => {
  needsOpenssl();
  const bed = useNetworkBed();
  const ca = () => ({ cadata: certificates().ca });

  /** The reason of a failed handshake, which must not have been tried again. */
  async function refusal(deployment: Parameters<typeof bed.run>[0]): Promise<string> {
    const { message } = assertFailed(await bed.run(deployment), 'TLS_FAILED');
    assert.equal(bed.front.connections, 1, 'it was tried again');
    assert.equal(bed.simulator.requests.length, 0);
    return message;
  }

  for (const host of ['localhost', '127.0.0.1']) {
    it(`is accepted by the tls-config node that knows the authority, as ${host}`, async () => {
      assertSent(
        await bed.run({ account: { baseUrl: bed.url(host) }, tls: { credentials: ca() } }),
      );
      assert.equal(bed.front.connections, 1, 'the sign-in and the call share a connection');
    });
  }

  it('is refused immediately without a tls-config node', async () => {
    assert.match(await refusal({}), /UNABLE_TO_VERIFY_LEAF_SIGNATURE/);
  });

  it('is refused immediately where the tls-config node knows no authority', async () => {
    assert.match(await refusal({ tls: {} }), /UNABLE_TO_VERIFY_LEAF_SIGNATURE/);
  });

  it('is accepted where the tls-config node says not to verify it', async () => {
    assertSent(await bed.run({ tls: { verifyservercert: false } }));
  });

  it('is refused immediately where the certificate is out of date, with a word about the clock', async () => {
    await bed.serve(certificates().expired);
    const message = await refusal({ tls: { credentials: ca() } });
    assert.match(message, /CERT_HAS_EXPIRED; check the clock .* says 2026-03-02T12:00Z/);
  });

  it('is refused immediately where the certificate is for another name', async () => {
    await bed.serve(certificates().elsewhere);
    const message = await refusal({ tls: { credentials: ca() } });
    assert.match(message, /ERR_TLS_CERT_ALTNAME_INVALID/);
  });

  it('is asked for the server name of the tls-config node, and may have that in its certificate', async () => {
    await bed.serve(certificates().elsewhere);
    assertSent(await bed.run({ tls: { servername: ELSEWHERE, credentials: ca() } }));
    assert.deepEqual(
      bed.front.handshakes.map(({ servername }) => servername),
      [ELSEWHERE],
    );
  });

  it('is asked for the name in the base URL where the tls-config node has none', async () => {
    assertSent(await bed.run({ tls: { credentials: ca() } }));
    assert.equal(bed.front.handshakes[0]?.servername, 'localhost');
  });
});

describe('a service that requires a certificate of its clients', () => {
  needsOpenssl();
  const bed = useNetworkBed();

  beforeEach(() => {
    const { server, ca } = certificates();
    return bed.serve({ ...server, ca, requestCert: true, rejectUnauthorized: true });
  });

  it('gets that of the tls-config node', async () => {
    const { ca, client } = certificates();
    const credentials = { cadata: ca, certdata: client.cert, keydata: client.key };
    assertSent(await bed.run({ tls: { credentials } }));
    assert.equal(bed.front.handshakes[0]?.authorized, true);
  });

  it('gets that of a PFX file, opened with its passphrase', async function () {
    needsPfxInCore.call(this);
    // A tls-config node with a PFX has no field for an authority, so the server is not verified here.
    const tls = { certType: 'pfx', verifyservercert: false } as const;
    const passphrase = newPassphrase();
    const p12data = toPfx(certificates().client, passphrase).toString('base64');
    assertSent(await bed.run({ tls: { ...tls, credentials: { p12data, passphrase } } }));
    assert.equal(bed.front.handshakes[0]?.authorized, true);
  });

  it('refuses those that have none, which is not tried again', async () => {
    const { ca } = certificates();
    const outcome = await bed.run({ tls: { credentials: { cadata: ca } } });
    assert.match(assertFailed(outcome, 'TLS_FAILED').message, /CERTIFICATE_REQUIRED/);
    assert.equal(bed.front.connections, 1, 'it was tried again');
  });
});
