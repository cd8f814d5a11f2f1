import assert from 'node:assert/strict';
import fc from 'fast-check';
import { proxyFor } from '../../../src/connection/proxy';
import { anyText } from '../../support/any-text';

const PROXY = 'http://proxy.test:3128/';
/** Behind `xn--` only the code of other letters makes a name. */
const label = fc
  .stringMatching(/^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$/)
  .filter((name) => !name.startsWith('xn--'));
const domain = fc.array(label, { minLength: 2, maxLength: 4 }).map((labels) => labels.join('.'));
const port = fc.integer({ min: 1, max: 65_535 });
const protocol = fc.constantFrom('http:', 'https:');
const separator = fc.constantFrom(',', ', ', ' ', ' , ', '\t', ',,');
/** Entries that have nothing to do with the hosts of these tests. */
const noise = fc.array(domain.map((name) => `${name}.noise`));

/** The list of the noise and one entry, wherever that stands. */
const listWith = (entry: string, others: readonly string[], by: string, at: number): string =>
  others.toSpliced(at % (others.length + 1), 0, entry).join(by);

const isProxied = (url: URL, no_proxy: string): boolean =>
  proxyFor(url, { http_proxy: PROXY, https_proxy: PROXY, no_proxy }, true) !== undefined;

describe('no_proxy, for any list', () => {
  const surroundings = fc.tuple(noise, separator, fc.nat());

  it('exempts a host that it names, in any case', () => {
    fc.assert(
      fc.property(
        protocol,
        domain,
        fc.boolean(),
        surroundings,
        (scheme, host, upper, [others, by, at]) => {
          const list = listWith(upper ? host.toUpperCase() : host, others, by, at);
          assert(!isProxied(new URL(`${scheme}//${host}/`), list));
        },
      ),
    );
  });

  it('exempts every host below a domain that it names, with or without dot or star', () => {
    const prefix = fc.constantFrom('', '.', '*.');
    fc.assert(
      fc.property(domain, domain, prefix, surroundings, (below, top, before, [others, by, at]) => {
        const list = listWith(before + top, others, by, at);
        assert(!isProxied(new URL(`https://${below}.${top}/`), list));
      }),
    );
  });

  it('does not exempt a host whose name only ends in the same characters', () => {
    fc.assert(
      fc.property(label, domain, surroundings, (letters, name, [others, by, at]) => {
        const list = listWith(name, others, by, at);
        assert(isProxied(new URL(`https://${letters}${name}/`), list));
      }),
    );
  });

  it('does not exempt the domain above a name in it', () => {
    fc.assert(
      fc.property(label, domain, surroundings, (below, top, [others, by, at]) => {
        assert(isProxied(new URL(`https://${top}/`), listWith(`${below}.${top}`, others, by, at)));
      }),
    );
  });

  it('exempts a host with a port on that port alone, the usual one of its protocol as well', () => {
    fc.assert(
      fc.property(protocol, domain, port, port, (scheme, host, named, asked) => {
        const url = new URL(`${scheme}//${host}:${asked}/`);
        assert.equal(isProxied(url, `${host}:${named}`), named !== asked);
      }),
    );
  });

  it('exempts everything with a star, wherever that stands', () => {
    fc.assert(
      fc.property(fc.webUrl(), surroundings, (url, [others, by, at]) => {
        assert(!isProxied(new URL(url), listWith('*', others, by, at)));
      }),
    );
  });

  it('exempts an address of IPv6 that it names, in brackets or not', () => {
    fc.assert(
      fc.property(fc.ipV6(), fc.boolean(), (address, brackets) => {
        const url = new URL(`https://[${address}]/`);
        // As `URL` writes it: there are many ways.
        const short = url.hostname.slice(1, -1);
        assert(!isProxied(url, brackets ? `[${short}]` : short));
      }),
    );
  });

  it('exempts nothing where it is empty', () => {
    const empty = fc.stringMatching(/^[\s,]{0,9}$/);
    fc.assert(
      fc.property(fc.webUrl(), empty, (url, list) => assert(isProxied(new URL(url), list))),
    );
  });

  it('never fails, whatever it is', () => {
    fc.assert(
      fc.property(fc.webUrl(), anyText(), (url, list) => {
        assert.equal(typeof isProxied(new URL(url), list), 'boolean');
      }),
    );
  });
});
