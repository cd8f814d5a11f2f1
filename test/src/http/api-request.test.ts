import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ServiceError } from '../../../src/errors';
import { type ApiCall, apiRequest } from '../../../src/http/api-request';
import { Watcher } from '../../support/watcher';

const BASE = new URL('https://api.example/rdp/');

function request(call: Partial<ApiCall>) {
  const { signal } = new Watcher();
  return apiRequest(BASE, { method: 'GET', path: 'data', query: [], signal, ...call }, 30_000);
}

describe('a request', () => {
  const PATHS: [path: string, url: string][] = [
    ['data/v1', 'data/v1'],
    ['/data/v1', 'data/v1'],
    ['//other.example/data', 'other.example/data'],
    [' data ', 'data'],
    ['data/../prices', 'prices'],
    ['data/VOD.L', 'data/VOD.L'],
    ['data/a b', 'data/a%20b'],
    ['data?start=1', 'data?start=1'],
    ['data/0#.FTSE', 'data/0%23.FTSE'],
    ['data?ric=0#.FTSE', 'data?ric=0%23.FTSE'],
    ['data/a%2fb', 'data/a%2fb'],
    ['data/..a/b..;c', 'data/..a/b..;c'],
    ['data/100%', 'data/100%'],
    ['data?up=../..', 'data?up=../..'],
  ];
  for (const [path, url] of PATHS) {
    it(`of the path "${path}" goes to ${url} under the base URL`, () => {
      assert.equal(request({ path }).url.href, BASE.href + url);
    });
  }

  const AWAY = [
    '../auth',
    '/../auth',
    'data/../../auth',
    '%2e%2e/auth',
    '.%2E/auth',
    '..\\auth',
    '..%2fauth',
    '%2e%2e%2fauth',
    'data/..%2F..%2fauth',
    '..%5cauth',
    'data/..%5C',
    '..;/auth',
    'data/%2e.;a=1/auth',
    '..%3b/auth',
    '\\\\other.example/data',
    'https://other.example/rdp/data',
    'http://api.example/rdp/data',
    'https://api.example/data',
    'https://user@api.example/rdp/data',
    'data:text/plain,a',
    'https://[',
  ];
  for (const path of AWAY) {
    it(`of the path "${path}" is refused`, () => {
      assert.throws(
        () => request({ path }),
        (error) =>
          error instanceof ServiceError &&
          error.code === 'REQUEST_INVALID' &&
          !error.message.includes(path),
      );
    });
  }

  it('stays under the base URL or is refused, whatever its path', () => {
    const part = fc.constantFrom('/', '\\', '..', '.', '%2e', ':', '@', '//', 'a', '?', '#', '\t');
    const path = fc.oneof(
      fc.string(),
      fc.array(part).map((parts) => parts.join('')),
      fc.webUrl(),
    );
    fc.assert(
      fc.property(path, (text) => {
        try {
          assert(request({ path: text }).url.href.startsWith(BASE.href));
        } catch (error) {
          assert(error instanceof ServiceError && error.code === 'REQUEST_INVALID');
        }
      }),
    );
  });

  it('has its query behind that of its path', () => {
    const { url } = request({
      path: 'data?a=1',
      query: [
        ['a', '2'],
        ['b', 'x y'],
      ],
    });
    assert.equal(url.search, '?a=1&a=2&b=x+y');
  });

  it('leaves the query of its path as it is written', () => {
    const query = [['count', '3']] as const;
    const search = (path: string) => request({ path, query }).url.search;
    assert.equal(search('data?a=1&flag'), '?a=1&flag&count=3');
    assert.equal(search('v1/links/?no_pagination'), '?no_pagination&count=3');
    assert.equal(search('data?name=a%20b+c'), '?name=a%20b+c&count=3');
    assert.equal(search('data?'), '?count=3');
  });

  const BODIES: [body: unknown, text: string][] = [
    [{ a: [1, null] }, '{"a":[1,null]}'],
    ['text', '"text"'],
    [0, '0'],
    [false, 'false'],
    [null, 'null'],
  ];
  for (const [body, text] of BODIES) {
    it(`sends ${text} as JSON`, () => {
      const { body: sent, headers } = request({ method: 'POST', body });
      assert.equal(sent, text);
      assert.deepEqual(headers, { 'Content-Type': 'application/json' });
    });
  }

  it('without a body sends none, and no content type', () => {
    const { body, headers } = request({ method: 'POST' });
    assert.deepEqual([body, headers], [undefined, {}]);
  });

  const cycle: Record<string, unknown> = {};
  cycle['self'] = cycle;
  for (const [what, body] of [
    ['refers to itself', cycle],
    ['holds a BigInt', { id: 1n }],
  ] as const) {
    it(`whose body ${what} cannot be sent, and says so`, () => {
      assert.throws(
        () => request({ method: 'POST', body }),
        (error) => error instanceof ServiceError && error.code === 'REQUEST_INVALID',
      );
    });
  }

  it('takes the time-out of the account unless it has its own', () => {
    assert.equal(request({}).timeout, 30_000);
    assert.equal(request({ timeout: 5 }).timeout, 5);
  });

  type RepeatCase = [what: string, call: Partial<ApiCall>, isRepeatable: boolean];
  const IF_MATCH = { headers: [['if-match', '"1"']] } as const;
  const REPEATS: RepeatCase[] = [
    ['a GET', { method: 'GET' }, true],
    ['a HEAD', { method: 'HEAD' }, true],
    ['OPTIONS', { method: 'OPTIONS' }, true],
    ['a GET with a condition', { method: 'GET', ...IF_MATCH }, true],
    ['a POST', { method: 'POST' }, false],
    ['a PUT', { method: 'PUT' }, false],
    ['a PATCH', { method: 'PATCH' }, false],
    ['a DELETE', { method: 'DELETE' }, false],
    ['a POST that may be repeated', { method: 'POST', repeat: true }, true],
    ['a POST with a condition', { method: 'POST', repeat: true, ...IF_MATCH }, false],
    ['a PUT, whatever is said of POSTs', { method: 'PUT', repeat: true }, false],
    [
      'a GET that stands for a DELETE',
      { method: 'GET', headers: [['X-HTTP-Method-Override', 'DELETE']] },
      false,
    ],
    [
      'a POST that stands for a PATCH',
      { method: 'POST', repeat: true, headers: [['x_http_method', 'PATCH']] },
      false,
    ],
  ];
  for (const [what, call, isRepeatable] of REPEATS) {
    it(`${isRepeatable ? 'repeats' : 'does not repeat'} ${what}`, () => {
      assert.equal(request(call).repeatable, isRepeatable);
    });
  }

  it('shares its answer only where it changes nothing', () => {
    assert.equal(request({ method: 'GET' }).isShared, undefined);
    assert.equal(request({ headers: [['X-Http-Method-Override', 'PUT']] }).isShared, false);
  });

  it('has no body with a method that changes nothing', () => {
    for (const method of ['GET', 'HEAD', 'OPTIONS'] as const) {
      assert.equal(request({ method, body: { a: 1 } }).body, undefined);
    }
  });

  it('sends the headers that are added, and asks for what its answer is read as', () => {
    const headers = [['x-tenant', 'north']] as const;
    assert.deepEqual(request({ headers }).headers, { 'X-Tenant': 'north' });
    assert.deepEqual(request({ headers, answer: 'buffer' }).headers, {
      Accept: '*/*',
      'X-Tenant': 'north',
    });
    const own = [['accept', 'text/csv']] as const;
    assert.deepEqual(request({ headers: own, answer: 'auto' }).headers, { Accept: 'text/csv' });
  });

  it('sends a body as the Content-Type says that is added', () => {
    const headers = [['content-type', 'application/x-www-form-urlencoded']] as const;
    const { body, headers: sent } = request({ method: 'POST', headers, body: { a: 1 } });
    assert.deepEqual(
      [body, sent],
      ['a=1', { 'Content-Type': 'application/x-www-form-urlencoded' }],
    );
  });
});
