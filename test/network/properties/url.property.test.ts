import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ServiceError } from '../../../src/errors';
import { parseBaseUrl, resolveUrl } from '../../../src/http/url';
import { assertPage, type Page } from '../../../src/list/page';
import { pages } from '../../../src/list/pages';
import type { PageRequest } from '../../../src/list/paging';
import { anyText } from '../../support/any-text';
import { runs } from '../../support/runs';

const segment = fc.stringMatching(/^[A-Za-z0-9_~-]{1,8}$/);
const path = fc.array(segment, { maxLength: 4 }).map((segments) => segments.join('/'));
const port = fc.option(fc.integer({ min: 1, max: 65_535 }), { nil: undefined });
const host = fc.constantFrom('inode.example', 'INODE.example', '10.1.2.3', '[2001:db8::1]');

describe('a base URL, for any path and port', () => {
  it('leads to the same addresses with and without its last slash and with spaces around it', () => {
    const blank = fc.stringMatching(/^[ \t\n]{0,3}$/);
    fc.assert(
      fc.property(host, port, path, blank, blank, (name, at, folder, before, after) => {
        const origin = `https://${name}${at === undefined ? '' : `:${at}`}`;
        const bare = `${origin}/${folder}`.replace(/\/$/, '');
        const [one, two] = [bare, `${before}${bare}/${after}`].map(
          (text) => new URL('v1/links/', parseBaseUrl(text)).href,
        );
        assert.equal(one, two);
        assert.equal(one, new URL(`${bare}/v1/links/`).href);
      }),
    );
  });

  it('is refused with a query or a fragment', () => {
    const extra = fc.tuple(fc.constantFrom('?', '#'), segment).map((parts) => parts.join(''));
    fc.assert(
      fc.property(host, path, extra, (name, folder, end) => {
        assert.throws(() => parseBaseUrl(`https://${name}/${folder}${end}`), ServiceError);
      }),
    );
  });

  it('is plain http to an address of IPv4 only where that is of this machine', () => {
    fc.assert(
      fc.property(fc.ipV4Extended(), fc.boolean(), (address, isAllowed) => {
        const parse = (): URL => parseBaseUrl(`http://${address}/`, isAllowed);
        const isLoopback = new URL(`http://${address}/`).hostname.startsWith('127.');
        if (isAllowed || isLoopback) assert.equal(parse().protocol, 'http:');
        else assert.throws(parse, ServiceError);
      }),
    );
  });

  it('is plain http to no name of another machine, however like ours it looks', () => {
    const name = fc
      .tuple(
        fc.constantFrom('localhost', '127.0.0.1', '127', 'loopback', 'localhost6'),
        fc.constantFrom('.', '-', '.a.'),
        fc.stringMatching(/^[a-z]{2,8}$/),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(name, (likeOurs) => {
        assert.throws(() => parseBaseUrl(`http://${likeOurs}/`), ServiceError);
      }),
    );
  });
});

describe('the address of a next page, whatever a stranger wrote', () => {
  const first = new URL('https://inode.example:8443/api/v1/links/?page=1');
  const own = 'https://inode.example:8443/api/v1/links/';
  const next = fc.oneof(
    anyText(),
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc
      .tuple(
        fc.constantFrom(
          '',
          '//',
          '/\\',
          '\\\\',
          'https:',
          'HTTPS:/',
          'http:',
          'blob:',
          'data:',
          'file:',
          'javascript:',
          'ws:',
          '\t//',
          'view-source:',
        ),
        fc.constantFrom(
          own,
          '',
          '//',
          '@',
          'inode.example',
          'inode.example:8443',
          'inode.example:8443@other.example',
          'user:pass@inode.example:8443',
          'other.example',
          '[::1]',
          '127.0.0.1',
        ),
        fc.constantFrom('', '/', '?page=2', '#', '/../../x', '/%2e%2e/', '\\', '?page=1'),
      )
      .map((parts) => parts.join('')),
  );

  it('is asked for by https on the very same server, without a user, or not at all', async () => {
    await fc.assert(
      fc.asyncProperty(next, async (text) => {
        const asked: URL[] = [];
        const fetchPage = async ({ url }: PageRequest): Promise<Page> => {
          asked.push(url);
          return assertPage({ results: [], next: asked.length === 1 ? text : null });
        };
        try {
          for await (const { items } of pages(fetchPage, { url: first }))
            assert.deepEqual(items, []);
        } catch (error) {
          assert(error instanceof ServiceError);
          assert.equal(error.code, 'PAGING_INVALID');
          assert(asked.length === 1);
        }
        for (const { protocol, host: server, username, password } of asked) {
          assert.deepEqual([protocol, server, username, password], ['https:', first.host, '', '']);
        }
      }),
      { numRuns: runs(2_000) },
    );
  });

  it('never makes resolving fail', () => {
    fc.assert(
      fc.property(next, (text) => {
        const url = resolveUrl(text, first);
        assert(url === undefined || URL.canParse(url.href));
      }),
    );
  });
});
