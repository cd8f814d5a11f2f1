import assert from 'node:assert/strict';
import { BATCH_BYTES, SlicedValue } from '../../../src/json/sliced-value';
import { assertLinear } from '../../support/growth';
import { parseText } from '../../support/parse-text';

function read(text: string, levels?: number): unknown {
  const value = new SlicedValue(levels);
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += BATCH_BYTES) {
    assert.equal(value.add(bytes.subarray(at, at + BATCH_BYTES)), undefined);
  }
  return value.end();
}

const nested = (levels: number, inside = '') => '['.repeat(levels) + inside + ']'.repeat(levels);

describe('a value that is parsed in slices', () => {
  const SHAPES: [what: string, make: (length: number) => string][] = [
    ['empty objects side by side', (length) => `[${'{},'.repeat(length / 3)}{}]`],
    ['one long text', (length) => `{"a":"${'x'.repeat(length)}"}`],
    ['a text of escaped quotes', (length) => `["${'\\"'.repeat(length / 2)}"]`],
    ['a text of backslashes', (length) => `["${'\\\\'.repeat(length / 2)}"]`],
    ['digits', (length) => `[${'1'.repeat(length)}]`],
    ['white space', (length) => `[[${' '.repeat(length / 2)}]${' '.repeat(length / 2)}]`],
    ['names', (length) => `{${'"a":1,'.repeat(length / 6)}"b":2}`],
    [
      'items that are a little longer than a batch, on many levels',
      (length) => {
        const item = nested(400, `"${'x'.repeat(BATCH_BYTES + 400)}"`);
        return `[${Array(Math.ceil(length / item.length))
          .fill(item)
          .join(',')}]`;
      },
    ],
  ];
  for (const [what, make] of SHAPES) {
    it(`takes work that grows with the length of ${what}`, async () => {
      const text = make(300_000);
      assert.equal(JSON.stringify(read(text)), JSON.stringify(parseText(text)));
      await assertLinear(2 ** 18, make, read);
    });
  }

  it('is looked through as fast where it comes byte by byte', () =>
    assertLinear(
      2 ** 13,
      (length) => Buffer.from(`["${'x'.repeat(length)}"]`),
      (bytes) => {
        const value = new SlicedValue();
        for (const byte of bytes) value.add(Buffer.of(byte));
        return value.end();
      },
    ));

  it('may have as many levels as allowed and no more, wherever they are', () => {
    const long = '"x",'.repeat(BATCH_BYTES);
    assert.deepEqual(read(nested(3), 3), [[[]]]);
    assert.throws(() => read(nested(4), 3), /nestedTooDeep/);
    assert.throws(() => read(`[${long}${nested(3)}]`, 3), /nestedTooDeep/);
    assert.throws(() => read(`[${long}{"a":[${long}[]]}]`, 3), /nestedTooDeep/);
    assert.doesNotThrow(() => read(`[${long}{"a":[${long}1]}]`, 3));
  });

  it('may be followed by a comma or the end of what it is in, which is found wherever it is', () => {
    for (const behind of [',', ']', '}']) {
      for (const text of ['1', '"]"', '{"a":[1,2]}', `[${'{},'.repeat(BATCH_BYTES)}{}]`]) {
        const value = new SlicedValue();
        const bytes = Buffer.from(`${text} ${behind} 1`);
        let end: number | undefined;
        let at = 0;
        for (; end === undefined; at += BATCH_BYTES) {
          end = value.add(bytes.subarray(at, at + BATCH_BYTES));
        }
        assert.equal(at - BATCH_BYTES + end, text.length + 1);
        assert.deepEqual(value.end(), JSON.parse(text));
      }
    }
  });
});
