import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SlicedValue } from '../../../src/json/sliced-value';
import { documents, fraction, safeLeaf, unsafeInteger } from '../../support/json-documents';
import { parseText } from '../../support/parse-text';
import { runs } from '../../support/runs';

/** A size of pieces, and the bytes from which on they are parsed. */
const sizes = fc.record({ piece: fc.integer({ min: 1, max: 60 }), batch: fc.integer({ max: 40 }) });

type Sizes = typeof sizes extends fc.Arbitrary<infer T> ? T : never;

/** What comes out of a text: what it is as JSON again, or that it is none. */
function outcome(read: () => unknown): string {
  try {
    return JSON.stringify(read());
  } catch (error) {
    assert(error instanceof SyntaxError, String(error));
    return 'no JSON';
  }
}

function readSliced(text: string, { piece, batch }: Sizes): unknown {
  const value = new SlicedValue(undefined, batch);
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += piece) {
    const end = value.add(bytes.subarray(at, at + piece));
    if (end !== undefined) throw new SyntaxError('Something follows.');
  }
  return value.end();
}

describe('a value that is parsed in slices, for any text and any slices', () => {
  it('is what parseJson makes of it', () =>
    fc.assert(
      fc.property(documents(safeLeaf, fraction, unsafeInteger), sizes, ({ text }, size) => {
        assert.equal(
          outcome(() => readSliced(text, size)),
          outcome(() => parseText(text)),
        );
      }),
      { numRuns: runs(500) },
    ));

  it('is refused where parseJson refuses it', () => {
    const signs = fc.constantFrom('[', ']', '{', '}', ',', ':', '"', '\\', ' ', '1', 'a', 'null');
    const edits = fc.array(fc.tuple(fc.nat(), fc.nat(2), signs), { minLength: 1, maxLength: 3 });
    return fc.assert(
      fc.property(documents(safeLeaf), edits, sizes, ({ text }, changes, size) => {
        const edited = changes.reduce((before, [place, length, sign]) => {
          const at = place % (before.length + 1);
          return before.slice(0, at) + sign + before.slice(at + length);
        }, text);
        assert.equal(
          outcome(() => readSliced(edited, size)),
          outcome(() => parseText(edited)),
        );
      }),
      { numRuns: runs(1_000) },
    );
  });

  it('is refused where parseJson refuses a few brackets, commas and names', () => {
    const tokens = fc.array(
      fc.constantFrom('[', ']', '{', '}', ',', '"a":', '"__proto__":', '1', '"b"', ' ', 'null'),
      { maxLength: 12 },
    );
    return fc.assert(
      fc.property(tokens, sizes, (parts, size) => {
        const text = parts.join('');
        assert.equal(
          outcome(() => readSliced(text, size)),
          outcome(() => parseText(text)),
        );
      }),
      { numRuns: runs(2_000) },
    );
  });
});
