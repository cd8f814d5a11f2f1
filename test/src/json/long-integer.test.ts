import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hasLongInteger } from '../../../src/json/long-integer';
import { documents, safeLeaf, unsafeInteger } from '../../support/json-documents';

describe('an integer of 16 or more digits', () => {
  for (const text of [
    '9007199254740993',
    '-9007199254740993',
    '[1,9007199254740993]',
    '[ -9007199254740993 , 1 ]',
    '{"id":9007199254740993}',
    '{"id":\n9007199254740993\r\n}',
    '{"ratio":0.30000000000000004,"id":9007199254740993}',
  ]) {
    it(`is found in ${text.replaceAll(/\s/g, ' ')}`, () => {
      assert.equal(hasLongInteger(Buffer.from(text)), true);
    });
  }

  for (const text of [
    '{"ratio": 0.30000000000000004, "id": 1}',
    '[-75.69719000000001,45.421530000000004]',
    '[1234567890123456.5,1234567890123456e3,1e1234567890123456]',
    '[1.0000000000000002e-05]',
    '{"serial":"8901234567890123456","1234567890123456":1}',
    '["a-1234567890123456","1234567890123456-a"]',
    '[123456789012345]',
  ]) {
    it(`is not in ${text}, which is not searched twice`, () => {
      assert.equal(hasLongInteger(Buffer.from(text)), false);
    });
  }

  it('is not taken out of a million digits in a string, which are searched once', () => {
    assert.equal(hasLongInteger(Buffer.from(`["${'1'.repeat(1_000_000)}"]`)), false);
  });

  it('is found anywhere in a document', () => {
    fc.assert(
      fc.property(
        unsafeInteger,
        documents(safeLeaf),
        documents(safeLeaf),
        fc.nat(40),
        (number, before, behind, gap) => {
          const text = `[${before.text},${' '.repeat(gap)}${number.text},${behind.text}]`;
          assert.equal(hasLongInteger(Buffer.from(text)), true);
        },
      ),
    );
  });
});
