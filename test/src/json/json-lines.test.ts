import assert from 'node:assert/strict';
import fc from 'fast-check';
import { JsonLines } from '../../../src/json/json-lines';
import { MAX_DEPTH } from '../../../src/json-value';
import { parseText } from '../../support/parse-text';
import { rejection } from '../../support/rejection';

/** What comes out of a text that arrives in pieces of this many bytes. */
async function parse(text: string, length: number): Promise<unknown[]> {
  const bytes = Buffer.from(text);
  const lines = new JsonLines();
  const values: unknown[] = [];
  for (let from = 0; from < bytes.length; from += length) {
    values.push(...(await lines.add(bytes.subarray(from, from + length))));
  }
  return [...values, ...(await lines.end())];
}

describe('JSON of which each line is a value', () => {
  it('is the same, however it arrives', async () => {
    const line = fc.oneof(fc.json(), fc.constantFrom('', ' ', '\r'));
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.integer({ min: 1, max: 40 }), async (lines, length) => {
        const expected = lines.filter((each) => each.trim() !== '').map((each) => parseText(each));
        assert.deepEqual(await parse(lines.join('\n'), length), expected);
        assert.deepEqual(await parse(`\uFEFF${lines.join('\r\n')}\n`, length), expected);
      }),
    );
  });

  it('keeps large numbers exact', async () => {
    assert.deepEqual(await parse('{"id":9007199254740993}', 100), [{ id: '9007199254740993' }]);
  });

  it('may have a line of megabytes', async () => {
    const long = {
      texts: Array.from({ length: 30_000 }, (_, index) => `${index} ${'x'.repeat(40)}`),
    };
    const text = `1\n${JSON.stringify(long)}\n2`;
    assert.deepEqual(await parse(text, 2 ** 16), [1, long, 2]);
    const { message } = await rejection(
      parse(`1\n${'['.repeat(10)}${'1,'.repeat(2 ** 20)}`, 2 ** 16),
    );
    assert.match(message, /brokenLine\(line: 2\)/);
  });

  for (const text of ['1\n\n{"a":1} {"a":2}\n', '1\n\n[1', '1\n\n<p>\n2']) {
    it(`says which line is not JSON in ${JSON.stringify(text)}`, async () => {
      const { code, message } = await rejection(parse(text, 4));
      assert.equal(code, 'ANSWER_INVALID');
      assert.match(message, /brokenLine\(line: 3\)/);
    });
  }

  it('leaves out a blank line of megabytes', async () => {
    assert.deepEqual(await parse(`1\n${' '.repeat(2 ** 21)}\n2`, 2 ** 16), [1, 2]);
  });

  for (const [what, text] of [
    ['a line', ''],
    ['a line of megabytes', ' '.repeat(2 ** 21)],
  ] as const) {
    it(`is refused where ${what} is nested deeper than the list of lines allows`, async () => {
      const nested = (levels: number): string =>
        `${'['.repeat(levels)}${text}${']'.repeat(levels)}\n`;
      assert.equal((await parse(nested(MAX_DEPTH - 1), 2 ** 16)).length, 1);
      const { message } = await rejection(parse(nested(MAX_DEPTH), 2 ** 16));
      assert.match(message, /nestedTooDeep/);
    });
  }
});
