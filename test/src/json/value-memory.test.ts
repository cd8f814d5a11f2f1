import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lookThrough } from '../../../src/json/look-through';
import { parseJson } from '../../../src/json/parse-json';
import { countValues, parseCounted, type ValueMemory } from '../../../src/json/value-memory';

/** A memory for so many values, each of one byte. */
function memoryFor(most: number): ValueMemory & { readonly taken: number } {
  let taken = 0;
  return {
    get taken() {
      return taken;
    },
    hasRoomFor: (values) => taken + values <= most,
    take(_bytes, values = 0) {
      if (taken + values > most) throw new RangeError('too many values');
      taken += values;
      return values;
    },
    give(size) {
      taken -= size;
    },
  };
}

describe('values that are counted as they are parsed', () => {
  it('are as many where there is room for any as where they are counted before', () => {
    const values = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify(value));
    const withoutMarks = values.filter((text) => !/"[^"]*[[{,][^"]*"/.test(text));
    fc.assert(
      fc.property(withoutMarks, (text) => {
        const bytes = Buffer.from(text);
        const exact = countValues(bytes);
        const [roomy, scarce] = [memoryFor(bytes.length), memoryFor(exact)];
        assert.equal(parseCounted([bytes], roomy).size, exact);
        assert.equal(parseCounted([bytes], scarce).size, exact);
        assert.deepEqual([roomy.taken, scarce.taken], [exact, exact]);
      }),
    );
  });

  it('are not made where they are too many', () => {
    let isParsed = false;
    const parse = (chunks: readonly Buffer[]) => {
      isParsed = true;
      return parseJson(chunks);
    };
    const bytes = Buffer.from('[{},{},{}]');
    assert.throws(() => parseCounted([bytes], memoryFor(5), parse), RangeError);
    assert.equal(isParsed, false);
    assert.equal(parseCounted([bytes], memoryFor(6), parse).size, 6);
  });

  it('do not count where the text is not JSON', () => {
    for (const most of [3, 100]) {
      const memory = memoryFor(most);
      assert.throws(() => parseCounted([Buffer.from('[1,2,')], memory), SyntaxError);
      assert.equal(memory.taken, 0);
    }
  });
});

describe('a parsed value that is looked through', () => {
  it('may have as many levels as are allowed, and no more', () => {
    assert.equal(lookThrough([[1], { a: {} }], 3).count, 5);
    assert.throws(() => lookThrough([[1], { a: {} }], 2), { code: 'ANSWER_INVALID' });
    assert.equal(lookThrough('text', 0).count, 0);
  });

  it('has a large number where one is beyond those that are exact', () => {
    for (const [value, isLarge] of [
      [[{ a: 2 ** 53 - 1 }, -(2 ** 53 - 1), 0.1, '9007199254740993'], false],
      [[{ a: 2 ** 53 }], true],
      [{ a: [-(2 ** 53)] }, true],
      [2 ** 53, true],
    ] as const) {
      assert.equal(lookThrough(value, 9).hasLargeNumber, isLarge);
    }
  });
});
