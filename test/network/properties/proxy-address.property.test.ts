import assert from 'node:assert/strict';
import fc from 'fast-check';
import { proxyEnvironment, proxyFor } from '../../../src/connection/proxy';
import { ServiceError } from '../../../src/errors';

const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$/);
const domain = fc.array(label, { minLength: 2, maxLength: 4 }).map((labels) => labels.join('.'));
const port = fc.integer({ min: 1, max: 65_535 });

describe('the address of a proxy, whatever it is', () => {
  it('is an http or https URL in the end, or refused with our own error that does not repeat it', () => {
    const address = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.tuple(domain, port).map(([host, at]) => `${host}:${at}`),
      fc.webUrl().map((url) => url.replace(/^https?/, 'socks5')),
    );
    fc.assert(
      fc.property(address, (https_proxy) => {
        try {
          const proxy = proxyFor(new URL('https://inode.test/'), { https_proxy });
          assert(https_proxy.trim() === '' || /^https?:$/.test(proxy?.protocol ?? ''));
        } catch (error) {
          assert(error instanceof ServiceError);
          assert.equal(error.code, 'CONFIG_INVALID');
        }
      }),
    );
  });

  it('keeps the user and the password that are in it', () => {
    const text = fc.string({ minLength: 1, unit: 'grapheme' });
    fc.assert(
      fc.property(text, text, domain, (user, password, host) => {
        const signIn = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
        const proxy = proxyFor(new URL('https://inode.test/'), {
          https_proxy: `http://${signIn}@${host}:3128`,
        });
        assert.equal(proxy?.auth?.username, user);
        assert.equal(proxy?.auth?.password, password);
      }),
    );
  });

  it('is taken from the variable in lower case before the one in upper case, if it is empty as well', () => {
    const value = fc.option(fc.constantFrom('', 'http://one.test', 'http://two.test'), {
      nil: undefined,
    });
    fc.assert(
      fc.property(value, value, value, (small, capitals, all) => {
        const env = { https_proxy: small, HTTPS_PROXY: capitals, all_proxy: all };
        assert.equal(proxyEnvironment(env).https_proxy, small ?? capitals ?? all);
      }),
    );
  });
});
