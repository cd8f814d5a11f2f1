import assert from 'node:assert/strict';
import fc from 'fast-check';
import { documents, fraction, safeLeaf, unsafeInteger } from '../../support/json-documents';
import { parseText } from '../../support/parse-text';

describe('parseJson, for any JSON', () => {
  it('equals JSON.parse where every integer is safe', () => {
    fc.assert(
      fc.property(documents(safeLeaf, fraction), ({ text }) => {
        assert.deepEqual(parseText(text), JSON.parse(text));
      }),
    );
  });

  it('keeps every digit of the integers that are not', () => {
    fc.assert(
      fc.property(documents(safeLeaf, fraction, unsafeInteger), ({ text, value }) => {
        assert.deepEqual(parseText(text), value);
      }),
    );
  });

  it('refuses the texts that JSON.parse refuses, and no others', () => {
    const fails = (parse: (text: string) => unknown, text: string): boolean => {
      try {
        parse(text);
        return false;
      } catch {
        return true;
      }
    };
    const nearly = fc
      .tuple(documents(safeLeaf, unsafeInteger), fc.nat(), fc.string({ maxLength: 2 }))
      .map(([{ text }, at, noise]) => {
        const cut = at % (text.length + 1);
        return text.slice(0, cut) + noise + text.slice(cut + 1);
      });
    fc.assert(
      fc.property(nearly, (text) => {
        assert.equal(fails(parseText, text), fails(JSON.parse, text));
      }),
    );
  });
});
