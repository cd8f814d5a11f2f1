import assert from 'node:assert/strict';
import { ServiceError } from '../../../src/errors';
import { writeBody } from '../../../src/http/request-body';

const FORM = 'application/x-www-form-urlencoded';

function refusalOf(value: unknown, type: string): string {
  try {
    writeBody(value, type);
  } catch (error) {
    assert(error instanceof ServiceError && error.code === 'REQUEST_INVALID', String(error));
    return error.message;
  }
  throw new Error('it is not refused');
}

describe('the body of a request', () => {
  it('is JSON where no Content-Type is given', () => {
    assert.deepEqual(writeBody({ a: 1 }), { body: '{"a":1}', type: 'application/json' });
    assert.deepEqual(writeBody('x'), { body: '"x"', type: 'application/json' });
    assert.equal(writeBody(undefined), undefined);
    assert.equal(
      writeBody(() => 1),
      undefined,
    );
  });

  it('is bytes as they are, also those of another view', () => {
    const bytes = Buffer.from([0, 255, 13, 10]);
    assert.deepEqual(writeBody(bytes), { body: bytes, type: 'application/octet-stream' });
    assert.deepEqual(writeBody(bytes, 'image/png'), { body: bytes, type: 'image/png' });
    const part = new Uint8Array(bytes.buffer, bytes.byteOffset + 1, 2);
    assert.deepEqual(writeBody(part)?.body, Buffer.from([255, 13]));
    assert.deepEqual(writeBody(bytes, 'multipart/form-data; boundary=x')?.body, bytes);
  });

  const WRITTEN: [value: unknown, type: string, text: string | undefined][] = [
    ['{"a":1}', 'application/json', '{"a":1}'],
    [{ a: 1 }, 'application/merge-patch+json; charset=utf-8', '{"a":1}'],
    [null, 'application/json', 'null'],
    [{ a: [1, 'x y', null], b: true, c: undefined }, FORM, 'a=1&a=x+y&b=true'],
    [{ name: 'Zoë&=' }, `${FORM}; charset=UTF-8`, 'name=Zo%C3%AB%26%3D'],
    [new URLSearchParams('a=1&a=2'), FORM, 'a=1&a=2'],
    ['a=1', FORM, 'a=1'],
    [new Date(0), 'text/plain', '1970-01-01T00:00:00.000Z'],
    [12, 'text/plain', '12'],
    ['<a/>', 'application/xml', '<a/>'],
    [undefined, 'text/plain', undefined],
  ];
  for (const [value, type, text] of WRITTEN) {
    it(`of ${JSON.stringify(value)} as ${type} is ${text}`, () => {
      const written = writeBody(value, type);
      assert.deepEqual(written, text === undefined ? undefined : { body: text, type });
    });
  }

  const hidden = {
    get secret(): never {
      throw new Error('secret');
    },
  };
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const REFUSED: [value: unknown, type: string, reason: RegExp][] = [
    [{ a: 1 }, 'multipart/form-data', /bodyMultipart/],
    [{ a: 1 }, 'text/plain', /bodyNoText\(type: text\/plain\)/],
    [[1], FORM, /bodyNoForm/],
    [1, FORM, /bodyNoForm/],
    [{ a: { b: 1 } }, FORM, /bodyNoForm/],
    ['ä', 'text/plain; charset=iso-8859-1', /bodyCharset\(charset: iso-8859-1\)/],
    ['a', 'text', /contentTypeInvalid/],
    ['a', 'text/plain, text/csv', /contentTypeInvalid/],
    [{ a: 1n }, 'application/json', /notWritable/],
    [hidden, FORM, /notWritable/],
    [revoked.proxy, FORM, /notWritable/],
    [revoked.proxy, 'text/plain', /notWritable/],
  ];
  for (const [value, type, reason] of REFUSED) {
    it(`of ${typeof value} as ${type} is refused`, () => {
      assert.match(refusalOf(value, type), reason);
    });
  }
});
