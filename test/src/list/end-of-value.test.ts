import assert from 'node:assert/strict';
import fc from 'fast-check';
import { endOfValue } from '../../../src/list/end-of-value';
import { documents, fraction, safeLeaf } from '../../support/json-documents';

describe('the end of a value', () => {
  const CASES: [text: string, end: number, why: string][] = [
    ['1,2', 1, 'a comma'],
    ['1]', 1, 'the bracket of the array around it'],
    ['1}', 1, 'the brace of the object around it'],
    [',1', 0, 'a comma, even where there is no value'],
    ['[1,2],3', 5, 'behind the bracket of its own'],
    ['{"a":{"b":[]}} ,', 15, 'behind white space'],
    ['"a,]}",1', 6, 'not inside of a text'],
    ['"\\",",1', 5, 'not behind an escaped quote'],
    ['"\\\\",1', 4, 'behind a backslash that is escaped itself'],
    ['12', -1, 'unknown while nothing stands behind it'],
    ['[1,2', -1, 'unknown while it is open'],
    ['"a', -1, 'unknown in the middle of a text'],
    ['"a\\', -1, 'unknown in the middle of an escape'],
  ];
  for (const [text, end, why] of CASES) {
    it(`in ${text} is at ${end}: ${why}`, () => {
      assert.equal(endOfValue(Buffer.from(text), 0), end);
    });
  }

  it('is found from any byte of the body on', () => {
    assert.equal(endOfValue(Buffer.from('[1,[2,3],4]'), 3), 8);
  });

  it('is where any JSON ends', () => {
    const behind = fc.constantFrom(',', ']', '}');
    fc.assert(
      fc.property(documents(safeLeaf, fraction), behind, ({ text }, mark) => {
        const bytes = Buffer.from(text + mark);
        assert.equal(endOfValue(bytes, 0), bytes.length - 1);
      }),
    );
  });
});
