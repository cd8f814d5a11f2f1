import assert from 'node:assert/strict';
import fc from 'fast-check';
import { classOf, errorCodeOf, knownOAuthError, mediaTypeOf, showWords } from '../../src/redact';

describe('what may be shown', () => {
  it('of an OAuth error is a code of the standard', () => {
    assert.equal(knownOAuthError('invalid_grant'), 'invalid_grant');
    for (const value of ['constructor', 'my secret', '', null, undefined, 5, ['invalid_grant']]) {
      assert.equal(knownOAuthError(value), undefined);
    }
  });

  it('of a thrown value is a code in capitals', () => {
    assert.equal(errorCodeOf(Object.assign(new Error(), { code: 'ECONNRESET' })), 'ECONNRESET');
    for (const code of ['', 'password', 'A B', 'ECONNRESET\n', '1A', 'A'.repeat(99), 42, null]) {
      assert.equal(errorCodeOf({ code }), undefined);
    }
    for (const value of [null, undefined, 'ECONNRESET', new Error()]) {
      assert.equal(errorCodeOf(value), undefined);
    }
  });

  it('of the words of a service is their beginning on one line, without secrets', () => {
    assert.equal(
      showWords(' a\n\tb: secret, again: secretly ', ['secret', '']),
      'a b: ***, again: ***ly',
    );
    assert.equal(showWords('x'.repeat(20_000_000), []), 'x'.repeat(300));
  });

  it('of the words of a service is no beginning of a secret, where they are cut before they are looked at', () => {
    const secret = 'a-very-secret-token';
    for (let blanks = 2_900; blanks < 3_100; blanks++) {
      const words = showWords(`said:${' '.repeat(blanks)}${secret}${' '.repeat(5_000)}`, [
        secret,
        'x',
      ]);
      assert.match(words, /^said:( \*{1,3})?$/);
    }
  });

  it('of the words of a service is nothing where they are mostly secrets', () => {
    assert.equal(showWords('x'.repeat(10_000), ['x'.repeat(5_000), 'x'])?.includes('x'), false);
  });

  it('of what was not foreseen is its class', () => {
    assert.equal(classOf(new RangeError('my secret')), 'RangeError');
    assert.equal(classOf('my secret'), 'string');
  });

  it('of a Content-Type is the media type without its parameters', () => {
    assert.equal(mediaTypeOf('application/json'), 'application/json');
    assert.equal(mediaTypeOf(' Text/HTML ; charset=utf-8'), 'text/html');
    assert.equal(mediaTypeOf('application/problem+json'), 'application/problem+json');
    for (const header of [undefined, '', 'json', 'text/html charset=utf-8', 'text/', 'a b/c']) {
      assert.equal(mediaTypeOf(header), undefined);
    }
  });

  it('of any Content-Type is short and of harmless letters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (type, parameter) => {
        assert.match(mediaTypeOf(`${type};${parameter}`) ?? '', /^[a-z0-9.+/-]{0,81}$/);
      }),
    );
  });
});
