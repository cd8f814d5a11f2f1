import assert from 'node:assert/strict';
import { assertFailed, assertSent } from '../nodes/support/failure';
import { certificates, needsOpenssl } from './support/certificates';
import { useNetworkBed } from './support/network-bed';
import { useTinyproxy } from './support/use-tinyproxy';

describe("a proxy that the process's environment names", () => {
  needsOpenssl();
  const bed = useNetworkBed();
  const proxy = useTinyproxy();
  const tls = () => ({ credentials: { cadata: certificates().ca } });
  const connect = () => `CONNECT localhost:${bed.front.port}`;

  for (const name of ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY']) {
    it(`in ${name} takes the sign-in and the call to the service`, async () => {
      bed.setEnvironment(name, proxy.current.url);
      assertSent(await bed.run({ tls: tls() }));
      assert.deepEqual(proxy.current.requests, [connect()]);
      assert.equal(bed.front.connections, 1, 'nothing went around the proxy');
    });
  }

  it('without http:// before its name works as well', async () => {
    bed.setEnvironment('https_proxy', new URL(proxy.current.url).host);
    assertSent(await bed.run({ tls: tls() }));
    assert.deepEqual(proxy.current.requests, [connect()]);
  });

  it('in http_proxy is not for https', async () => {
    bed.setEnvironment('http_proxy', proxy.current.url);
    assertSent(await bed.run({ tls: tls() }));
    assert.deepEqual(proxy.current.requests, []);
  });

  it('that Node.js cannot use as a proxy is reported as wrong', async () => {
    bed.setEnvironment('https_proxy', 'socks5://127.0.0.1:1080');
    const { message } = assertFailed(await bed.run({ tls: tls() }), 'CONFIG_INVALID');
    assert.match(message, /the address of the proxy is not/);
    assert.equal(bed.front.connections, 0);
  });

  const EXEMPTIONS: [list: (port: number) => string, isExempt: boolean, why: string][] = [
    [() => 'localhost', true, 'the host'],
    [() => 'LocalHost', true, 'the host in other letters'],
    [() => 'other.test, localhost', true, 'the host in a list with spaces'],
    [() => 'other.test localhost', true, 'the host in a list without commas'],
    [() => '.localhost', true, 'a domain and its top'],
    [() => '*.localhost', true, 'a domain with a star'],
    [() => '*', true, 'everything'],
    [(port) => `localhost:${port}`, true, 'the host with its port'],
    [(port) => `localhost:${port + 1}`, false, 'the host with another port'],
    [() => 'ocalhost', false, 'the end of the name'],
    [() => 'inode.localhost', false, 'a name below'],
    [() => '127.0.0.1', false, 'the address'],
    [() => '', false, 'nothing'],
  ];

  for (const [list, isExempt, why] of EXEMPTIONS) {
    const by = isExempt ? 'not used' : 'used';
    it(`is ${by} where no_proxy is "${list(443)}": ${why}`, async () => {
      bed.setEnvironment('https_proxy', proxy.current.url);
      bed.setEnvironment('no_proxy', list(bed.front.port));
      assertSent(await bed.run({ tls: tls() }));
      assert.deepEqual(proxy.current.requests, isExempt ? [] : [connect()]);
    });
  }

  it('is not used where NO_PROXY in upper case names the host', async () => {
    bed.setEnvironment('https_proxy', proxy.current.url);
    bed.setEnvironment('NO_PROXY', 'localhost');
    assertSent(await bed.run({ tls: tls() }));
    assert.deepEqual(proxy.current.requests, []);
  });
});
