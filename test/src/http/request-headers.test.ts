import assert from 'node:assert/strict';
import { ServiceError } from '../../../src/errors';
import { type HeaderList, requestHeaders } from '../../../src/http/request-headers';

/** Why headers are refused. */
function refusalOf(list: HeaderList): string {
  try {
    requestHeaders(list);
  } catch (error) {
    assert(error instanceof ServiceError && error.code === 'REQUEST_INVALID', String(error));
    return error.message;
  }
  throw new Error('they are not refused');
}

describe('the headers that are added to a request', () => {
  it('are written in one way, whatever the case of their names', () => {
    assert.deepEqual(
      requestHeaders([
        ['x-request-id', '1'],
        ['ACCEPT', 'text/csv'],
        [' if-none-match ', ' "a" '],
      ]),
      { 'X-Request-Id': '1', Accept: 'text/csv', 'If-None-Match': '"a"' },
    );
  });

  it('have their values joined where names differ in case only', () => {
    assert.deepEqual(
      requestHeaders([
        ['x-tag', 'a'],
        ['X-Tag', 'b'],
      ]),
      { 'X-Tag': 'a, b' },
    );
  });

  it('may have the names that objects give their own things', () => {
    const names = ['get', 'set', 'constructor', 'toString', 'hasOwnProperty'];
    const headers = requestHeaders(names.map((name) => [name, '1']));
    assert.deepEqual(Object.keys(headers), [
      'Get',
      'Set',
      'Constructor',
      'Tostring',
      'Hasownproperty',
    ]);
  });

  const OF_ACCOUNT = [
    'Authorization',
    'proxy-authorization',
    'X-Session-ID',
    'COOKIE',
    'Cookie2',
    'proxy_authorization',
  ];
  for (const name of OF_ACCOUNT) {
    it(`are not ${name}, which is the account's`, () => {
      assert.match(refusalOf([[name, 'secret-1']]), /headerOfAccount\(name: /);
      assert.doesNotMatch(refusalOf([[name, 'secret-1']]), /secret-1/);
    });
  }

  const OF_CONNECTION = [
    'Host',
    'Content-Length',
    'content_length',
    'Transfer-Encoding',
    'Connection',
    'Keep-Alive',
    'Proxy-Connection',
    'TE',
    'Trailer',
    'Upgrade',
    'Expect',
  ];
  for (const name of OF_CONNECTION) {
    it(`are not ${name}, which the connection sets`, () => {
      assert.match(refusalOf([[name, '1']]), /headerOfConnection\(name: /);
    });
  }

  for (const name of [
    '',
    ' ',
    'a b',
    'a:',
    'a\r\nb',
    'ä',
    '\u0000',
    '__proto__',
    '__PROTO__',
    'x(y)',
  ]) {
    it(`are refused with the name ${JSON.stringify(name)}`, () => {
      assert.match(refusalOf([[name, '1']]), /headerNameInvalid/);
    });
  }

  for (const value of ['a\r\nX-Evil: 1', 'a\nb', 'a\rb', 'a\u0000', '\u007f', '日本', '😀']) {
    it(`are refused with the value ${JSON.stringify(value)}`, () => {
      assert.match(refusalOf([['X-Text', value]]), /headerUnsafe\(name: X-Text\)/);
    });
  }

  it('are refused where they are longer than servers take', () => {
    assert.match(refusalOf([['X-Long', 'x'.repeat(2 ** 20)]]), /headersLong\(kilobytes: 64\)/);
    assert.match(refusalOf([['x'.repeat(2 ** 20), '1']]), /headersLong/);
    const many = Array.from(
      { length: 100 },
      (_, index) => [`X-${index}`, 'x'.repeat(1_000)] as const,
    );
    assert.match(refusalOf(many), /headersLong/);
  });
});
