import assert from 'node:assert/strict';
import { parseProxyUrl, proxyEnvironment, proxyFor } from '../../../src/connection/proxy';

const SERVICE = new URL('https://service.example/api');
const PROXY = { protocol: 'http:', host: 'proxy.example', port: 3128 } as const;

const through = (https_proxy: string, no_proxy?: string) =>
  proxyFor(SERVICE, { https_proxy, no_proxy });

describe('the proxy of a URL', () => {
  it('is undefined where the environment names none', () => {
    assert.equal(proxyFor(SERVICE, {}), undefined);
    assert.equal(through('  '), undefined);
  });

  it('has the scheme http where its address has none', () => {
    assert.deepEqual(through(' proxy.example:3128 '), PROXY);
  });

  it('has the port of its scheme where its address has none', () => {
    assert.equal(through('http://proxy.example')?.port, 80);
    assert.deepEqual(through('https://proxy.example'), {
      protocol: 'https:',
      host: 'proxy.example',
      port: 443,
    });
  });

  it('gets the credentials of its address, decoded where they are encoded', () => {
    assert.deepEqual(through('http://ann:p%40ss@proxy.example:3128')?.auth, {
      username: 'ann',
      password: 'p@ss',
    });
    assert.equal(through('http://ann:100%@proxy.example:3128')?.auth?.password, '100%');
  });

  it('has an IPv6 address without brackets', () => {
    assert.equal(through('http://[2001:db8::1]:3128')?.host, '2001:db8::1');
  });

  it('is that for http where the URL is plain, if plain http may leave this machine', () => {
    const plain = new URL('http://service.example/');
    const environment = { http_proxy: 'proxy.example:3128', https_proxy: 'other.example' };
    assert.deepEqual(proxyFor(plain, environment, true), PROXY);
    assert.equal(proxyFor(plain, environment), undefined);
  });

  for (const exemptions of [
    '*',
    'service.example',
    'other.example, .example',
    'SERVICE.example:443',
    '*.example',
  ]) {
    it(`is undefined where no_proxy is "${exemptions}"`, () => {
      assert.equal(through('proxy.example:3128', exemptions), undefined);
    });
  }

  for (const exemptions of ['', 'service', 'service.example:80', 'ample', '[2001:db8::1]:443']) {
    it(`is not exempted by no_proxy as "${exemptions}"`, () => {
      assert.deepEqual(through('proxy.example:3128', exemptions), PROXY);
    });
  }

  it('is undefined for an IPv6 address that no_proxy names, with or without brackets', () => {
    const url = new URL('https://[2001:db8::1]:8443/');
    for (const no_proxy of ['2001:db8::1', '[2001:db8::1]', '[2001:db8::1]:8443']) {
      assert.equal(proxyFor(url, { https_proxy: 'proxy.example', no_proxy }), undefined, no_proxy);
    }
  });
});

describe('the address of a proxy', () => {
  for (const address of ['socks5://proxy.example', 'http://', 'proxy example']) {
    it(`is not "${address}"`, () => {
      assert.throws(() => parseProxyUrl(address), { code: 'CONFIG_INVALID' });
    });
  }
});

describe('the environment of the process', () => {
  it('counts in both cases, but HTTP_PROXY, which a CGI request can set', () => {
    assert.deepEqual(proxyEnvironment({ HTTP_PROXY: 'a', HTTPS_PROXY: 'b', NO_PROXY: 'c' }), {
      http_proxy: undefined,
      https_proxy: 'b',
      no_proxy: 'c',
    });
    assert.deepEqual(
      proxyEnvironment({ http_proxy: 'a', https_proxy: 'b', no_proxy: 'c', HTTPS_PROXY: 'x' }),
      { http_proxy: 'a', https_proxy: 'b', no_proxy: 'c' },
    );
  });

  it('names one proxy for both schemes as all_proxy', () => {
    for (const name of ['all_proxy', 'ALL_PROXY']) {
      const { http_proxy, https_proxy } = proxyEnvironment({ [name]: 'a' });
      assert.deepEqual([http_proxy, https_proxy], ['a', 'a'], name);
    }
  });
});
