import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ServiceError } from '../../../src/errors';
import { addQuery, parseBaseUrl, type Query, resolveUrl } from '../../../src/http/url';

describe('a base URL', () => {
  const GOOD: [text: string, url: string][] = [
    ['https://inode.example/api/', 'https://inode.example/api/'],
    ['https://inode.example/api', 'https://inode.example/api/'],
    ['https://inode.example', 'https://inode.example/'],
    ['  https://inode.example/api/ \n', 'https://inode.example/api/'],
    ['http://127.0.0.1:18800/api', 'http://127.0.0.1:18800/api/'],
    ['https://inode.example:443/api', 'https://inode.example/api/'],
    ['http://[::1]:8080', 'http://[::1]:8080/'],
    ['HTTPS://INODE.example/API', 'https://inode.example/API/'],
    ['https://inode.example/a/b/../c', 'https://inode.example/a/c/'],
    ['https://inode.example/with space', 'https://inode.example/with%20space/'],
    ['https://inode.example/api?', 'https://inode.example/api/'],
  ];
  for (const [text, url] of GOOD) {
    it(`"${text.trim()}" becomes ${url}`, () => {
      assert.equal(new URL('v1/links/', parseBaseUrl(text)).href, `${url}v1/links/`);
    });
  }

  const BAD = [
    '',
    '  ',
    'inode.example/api/',
    '/api/',
    'https://',
    'https://inode.example:99999/',
    'ftp://inode.example/',
    'inode.example:443/api/',
    'file:///etc/',
    'https://user@inode.example/',
    'https://:pass@inode.example/',
    'https://inode.example/api/?page=1',
    'https://inode.example/api/#top',
  ];
  for (const text of BAD) {
    it(`"${text}" is refused as a base URL`, () => {
      assert.throws(
        () => parseBaseUrl(text),
        (error) =>
          error instanceof ServiceError &&
          error.code === 'CONFIG_INVALID' &&
          error.message.includes('baseUrlInvalid'),
      );
    });
  }

  const LOOPBACK = ['localhost', '127.0.0.1', '127.1.2.3', '[::1]'];
  const ELSEWHERE = [
    'inode.example',
    '10.0.0.1',
    'localhost.example',
    'inode.localhost',
    '127.0.0.1.example',
    '[::2]',
  ];

  it('may be plain http where it never leaves this machine', () => {
    for (const host of LOOPBACK) assert.equal(parseBaseUrl(`http://${host}/`).hostname, host);
  });

  it('may not be plain http anywhere else, unless that is allowed', () => {
    for (const host of ELSEWHERE) {
      assert.throws(() => parseBaseUrl(`http://${host}/`), /addressPlain/);
      assert.equal(parseBaseUrl(`http://${host}/`, true).hostname, host);
    }
  });

  it('is not repeated when it is refused, for it may hold a password', () => {
    const secret = Math.random().toString(36).slice(2);
    for (const text of [`https://user:${secret}@inode.example/`, `ht!tp://${secret}`]) {
      assert.throws(
        () => parseBaseUrl(text),
        (error) => error instanceof ServiceError && !`${error.stack}`.includes(secret),
      );
    }
  });

  it('is refused with our own error or ends in a slash, whatever it is', () => {
    const texts = fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true }));
    fc.assert(
      fc.property(texts, (text) => {
        try {
          assert(parseBaseUrl(text).pathname.endsWith('/'));
        } catch (error) {
          assert(error instanceof ServiceError);
        }
      }),
    );
  });
});

describe('an address in an answer', () => {
  const from = new URL('https://inode.example/api/v1/links/?page=1');
  for (const [text, url] of [
    ['?page=2', 'https://inode.example/api/v1/links/?page=2'],
    ['/api/v2/', 'https://inode.example/api/v2/'],
    ['../devices/', 'https://inode.example/api/v1/devices/'],
    ['//other.example/', 'https://other.example/'],
    ['http://other.example', 'http://other.example/'],
    ['http://[', undefined],
    ['https://:0', undefined],
  ]) {
    it(`"${text}" is ${url ?? 'none'}`, () => {
      assert.equal(resolveUrl(text ?? '', from)?.href, url);
    });
  }
});

describe('a query', () => {
  const url = new URL('https://inode.example/api/v1/links/');
  const CASES: [query: Query, search: string][] = [
    [[], ''],
    [[['no_pagination', undefined]], '?no_pagination'],
    [[['name', '']], '?name='],
    [
      [
        ['no_pagination', undefined],
        ['page', '2'],
      ],
      '?no_pagination&page=2',
    ],
    [
      [
        ['id', '1'],
        ['id', '2'],
      ],
      '?id=1&id=2',
    ],
    [[['name', 'A & B=C?#+/%']], '?name=A+%26+B%3DC%3F%23%2B%2F%25'],
    [[['a&b=c', 'd']], '?a%26b%3Dc=d'],
    [[['a flag&', undefined]], '?a%20flag%26'],
    [[['name', 'Zürich→']], '?name=Z%C3%BCrich%E2%86%92'],
  ];
  for (const [query, search] of CASES) {
    it(`${JSON.stringify(query)} becomes "${search}"`, () => {
      assert.equal(addQuery(url, query).search, search);
    });
  }

  it('goes behind what is there, and leaves the URL alone that it was made from', () => {
    const before = new URL('?page=1', url);
    assert.equal(addQuery(before, [['page', '2']]).href, `${url.href}?page=1&page=2`);
    assert.equal(before.search, '?page=1');
  });

  it('arrives as it was meant, whatever the names and values are', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text)), (query) => {
        assert.deepEqual([...addQuery(url, query).searchParams], query);
      }),
    );
  });
});
