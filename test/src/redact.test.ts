import assert from 'node:assert/strict';
import fc from 'fast-check';
import { maskOf } from '../../src/mask-secrets';
import { classOf, errorCodeOf, knownOAuthError, mediaTypeOf, showWords } from '../../src/redact';
import { anyText } from '../support/any-text';
import { assertLinear } from '../support/growth';

describe('what may be shown', () => {
  it('of an OAuth error is a code of the standard', () => {
    assert.equal(knownOAuthError('invalid_grant'), 'invalid_grant');
    for (const value of ['constructor', 'my secret', '', null, undefined, 5, ['invalid_grant']]) {
      assert.equal(knownOAuthError(value), undefined);
    }
  });

  it('of a thrown value is a code in upper case', () => {
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

  it('of the words of a service is not the beginning of a secret, where they are cut before they are looked at', () => {
    // As long as the tokens of many services are.
    const secret = Array.from({ length: 60 }, (_, index) => `very-secret-${index}`).join('.');
    // Wherever they are cut: in steps shorter than the secret.
    for (let blanks = 0; blanks < 2 ** 15; blanks += secret.length - 1) {
      const text = `said:${' '.repeat(blanks)}${secret}${' '.repeat(2 ** 15)}`;
      assert.match(showWords(text, [secret, 'x']), /^said: ?(\*\*\*)?$/);
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

  it('of any Content-Type is short and of harmless characters', () => {
    fc.assert(
      fc.property(anyText(), fc.string(), (type, parameter) => {
        assert.match(mediaTypeOf(`${type};${parameter}`) ?? '', /^[a-z0-9.+/-]{0,81}$/);
      }),
    );
  });
});

/** A password with all that an encoding may change. */
const SECRET = 'Pä ss+w/ör&d%"\\ <1>\u{1F511}';

/** How services and what is between may repeat a secret. */
const FORMS: Readonly<Record<string, (secret: string) => string>> = {
  'as it is': (secret) => secret,
  'percent-encoded': encodeURIComponent,
  'percent-encoded in lower case': (secret) =>
    encodeURIComponent(secret).replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
  'percent-encoded twice': (secret) => encodeURIComponent(encodeURIComponent(secret)),
  'percent-encoded as Latin-1': (secret) =>
    Array.from(secret.replace(/\u{1F511}/u, ''), (character) =>
      /\w/.test(character)
        ? character
        : `%${(character.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`,
    ).join(''),
  'percent-encoded to the last letter': (secret) =>
    [...Buffer.from(secret)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  'in a form': (secret) => new URLSearchParams({ password: secret }).toString(),
  'in JSON': (secret) => JSON.stringify(secret),
  'in JSON of ASCII': (secret) =>
    JSON.stringify(secret).replaceAll(
      /[\u0080-\uffff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  'in HTML': (secret) =>
    secret
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&#62;')
      .replaceAll('"', '&quot;'),
  'in HTML by numbers, with zeros before them': (secret) =>
    Array.from(secret, (letter) => `&#${`${letter.codePointAt(0)}`.padStart(9, '0')};`).join(''),
  'in base64': (secret) => Buffer.from(secret).toString('base64'),
  'in base64 for URLs': (secret) => Buffer.from(secret).toString('base64url'),
  'in base64 behind one letter': (secret) => Buffer.from(`u:${secret}:x`).toString('base64'),
  'in base64 behind two letters': (secret) => Buffer.from(`uv${secret}`).toString('base64'),
  'in base64 in a URL': (secret) =>
    encodeURIComponent(Buffer.from(`user:${secret}`).toString('base64')),
};

describe('what a service says', () => {
  for (const [form, write] of Object.entries(FORMS)) {
    it(`shows no secret that it repeats ${form}`, () => {
      const secret = form === 'percent-encoded as Latin-1' ? SECRET.slice(0, -2) : SECRET;
      const shown = showWords(`Refused: ${write(secret)} is wrong.`, [secret]);
      assert.match(shown, /^Refused: \W?(password=)?\*\*\*\W? is wrong\.$/);
    });
  }

  for (const [secret, said] of [
    ['two  words', 'two words'],
    ['two words', 'two\n  words'],
    ['two\twords', 'two words'],
    [' padded ', 'padded'],
    ['zero\u200bwidth', 'zero width'],
    ['two words', 'two+words'],
  ] as const) {
    it(`shows no secret whose white space is another: ${JSON.stringify([secret, said])}`, () => {
      assert.equal(showWords(`Not ${said}!`, [secret]), 'Not ***!');
    });
  }

  it('is one line of 300 characters at the most', () => {
    assert.equal(showWords('a\r\n\tb\u0007c', []), 'a b c');
    assert.equal(showWords('word '.repeat(1_000), []).length, 300);
  });

  it('shows no beginning of a secret that it repeats without an end', () => {
    const secret = 'x'.repeat(1_700);
    assert.doesNotMatch(showWords(secret.repeat(100), [secret]), /x/);
  });

  it('is as it was where it repeats nothing', () => {
    const said = 'The scope "trapi" is not allowed: see https://example.com/a+b%20c?d=e.';
    assert.equal(showWords(said, ['secret', 'another one', '']), said);
  });

  it('shows none of any secret, in any of these forms', () => {
    const secrets = fc
      .string({ unit: 'grapheme', minLength: 8 })
      .filter((text) => /\S{8}/.test(text));
    fc.assert(
      fc.property(
        secrets,
        fc.constantFrom('percent-encoded', 'in a form', 'in base64'),
        (secret, form) => {
          const written = FORMS[form]?.(secret) ?? '';
          assert(!showWords(`<${written}>`, [secret]).includes(written));
        },
      ),
    );
  });

  const SHAPES: [what: string, make: (length: number) => string][] = [
    ['blanks', (length) => ' '.repeat(length)],
    ['percent signs', (length) => '%25'.repeat(length / 3)],
    ['entities', (length) => '&amp;'.repeat(length / 5)],
    ['backslashes', (length) => '\\'.repeat(length)],
    ['base64', (length) => 'c2VjcmV0'.repeat(length / 8)],
    ['secrets', (length) => 'secret '.repeat(length / 7)],
    ['words of base64', (length) => 'c2VjcmV0 '.repeat(length / 9)],
  ];
  for (const [what, make] of SHAPES) {
    it(`is looked through in time that grows with its ${what}`, async () => {
      await assertLinear(2 ** 13, make, maskOf(['secret', 'another secret']));
    });
  }
});
