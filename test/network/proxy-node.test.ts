import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { assertFailed, assertSent } from '../nodes/support/failure';
import { closedOrigin } from '../support/closed-origin';
import { certificates, needsOpenssl } from './support/certificates';
import { useNetworkBed } from './support/network-bed';
import { passWaits } from './support/pass-waits';
import { useTinyproxy } from './support/use-tinyproxy';

const tls = () => ({ credentials: { cadata: certificates().ca } });

describe('a proxy of the core configuration node', () => {
  needsOpenssl();
  const bed = useNetworkBed();
  const tinyproxy = useTinyproxy();
  const connect = () => `CONNECT localhost:${bed.front.port}`;

  it('takes the sign-in and the calls to the service in one tunnel', async () => {
    await bed.deploy({ tls: tls(), proxy: { url: tinyproxy.current.url } });
    for (let call = 0; call < 5; call++) assertSent(await bed.trigger());
    assert.deepEqual(tinyproxy.current.requests, [connect()]);
    assert.equal(bed.front.connections, 1, 'nothing went around the proxy');
    assert.equal(bed.simulator.count(), 6);
  });

  it('comes before that of the environment, and so do its exemptions', async () => {
    bed.setEnvironment('https_proxy', await closedOrigin());
    bed.setEnvironment('no_proxy', '*');
    assertSent(await bed.run({ tls: tls(), proxy: { url: tinyproxy.current.url } }));
    assert.deepEqual(tinyproxy.current.requests, [connect()]);
  });

  it('is not used for the hosts that its node exempts', async () => {
    const proxy = { url: await closedOrigin(), noproxy: ['other.test', 'localhost'] };
    assertSent(await bed.run({ tls: tls(), proxy }));
  });

  it('does not make a certificate acceptable that is not', async () => {
    const outcome = await bed.run({ proxy: { url: tinyproxy.current.url } });
    assert.match(assertFailed(outcome, 'TLS_FAILED').message, /UNABLE_TO_VERIFY_LEAF_SIGNATURE/);
    assert.deepEqual(tinyproxy.current.requests, [connect()], 'it was tried again');
    assert.equal(bed.simulator.requests.length, 0);
  });

  it('does not make a certificate for another name acceptable', async () => {
    await bed.serve(certificates().elsewhere);
    const outcome = await bed.run({ tls: tls(), proxy: { url: tinyproxy.current.url } });
    assert.match(assertFailed(outcome, 'TLS_FAILED').message, /ERR_TLS_CERT_ALTNAME_INVALID/);
  });

  it('lets a certificate of the client through', async () => {
    const { server, ca, client } = certificates();
    await bed.serve({ ...server, ca, requestCert: true, rejectUnauthorized: true });
    const credentials = { cadata: ca, certdata: client.cert, keydata: client.key };
    assertSent(await bed.run({ tls: { credentials }, proxy: { url: tinyproxy.current.url } }));
    assert.equal(bed.front.handshakes[0]?.authorized, true);
  });

  it('that cannot reach the service makes it UNREACHABLE, which is tried again', async () => {
    const { url } = tinyproxy.current;
    await bed.deploy({ account: { auth: 'token', retries: 2 }, tls: tls(), proxy: { url } });
    await bed.front.close();
    assert.match(assertFailed(await passWaits(bed), 'UNREACHABLE').message, /proxy answered 50\d/);
    assert.equal(tinyproxy.current.requests.length, 3);
    assert.equal(bed.waits.length, 2);
  });

  it('that is down makes the service UNREACHABLE, which is tried again', async () => {
    const proxy = { url: await closedOrigin() };
    await bed.deploy({ account: { auth: 'token' }, tls: tls(), proxy });
    assert.match(assertFailed(await passWaits(bed), 'UNREACHABLE').message, /ECONNREFUSED/);
    assert.equal(bed.waits.length, 3);
    assert.equal(bed.front.connections, 0, 'nothing went around the proxy');
  });
});

describe('a proxy that requires a user name and a password', () => {
  needsOpenssl();
  const user = { name: 'node-red', password: randomBytes(9).toString('hex') };
  const bed = useNetworkBed();
  const tinyproxy = useTinyproxy(() => ({ user }));
  const signIn = ({ name, password } = user) => ({ username: name, password });

  it('gets those of the configuration node', async () => {
    const proxy = { url: tinyproxy.current.url, credentials: signIn() };
    assertSent(await bed.run({ tls: tls(), proxy }));
    assert.equal(tinyproxy.current.requests.length, 1);
  });

  it('gets those in the address that the environment names', async () => {
    const { host } = new URL(tinyproxy.current.url);
    bed.setEnvironment('https_proxy', `http://${user.name}:${user.password}@${host}`);
    assertSent(await bed.run({ tls: tls() }));
  });

  const wrong = () => ({ name: user.name, password: randomBytes(9).toString('hex') });
  for (const [what, status, credentials] of [
    // What tinyproxy answers; RFC 9110 has only 407 for both.
    ['a wrong password', 401, () => signIn(wrong())],
    ['no password', 407, () => undefined],
  ] as const) {
    it(`refuses ${what}, which is PROXY_REFUSED and not tried again`, async () => {
      const given = credentials();
      const { url } = tinyproxy.current;
      const proxy = given === undefined ? { url } : { url, credentials: given };
      const { statusCode } = assertFailed(await bed.run({ tls: tls(), proxy }), 'PROXY_REFUSED');
      assert.equal(statusCode, status);
      assert.equal(tinyproxy.current.requests.length, 1);
      assert.equal(bed.front.connections, 0, 'nothing went around the proxy');
    });
  }
});
