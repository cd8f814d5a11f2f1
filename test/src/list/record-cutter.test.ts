import assert from 'node:assert/strict';
import fc from 'fast-check';
import { RecordCutter } from '../../../src/list/record-cutter';

function piecesOf(text: string, length: number): string[] {
  const count = Math.ceil(text.length / length);
  return Array.from({ length: count }, (_, index) =>
    text.slice(index * length, (index + 1) * length),
  );
}

function lines(text: string, isCsv: boolean, length = text.length || 1): string[] {
  const cutter = new RecordCutter(isCsv);
  return [...piecesOf(text, length).flatMap((piece) => cutter.lines(piece)), ...cutter.end()];
}

function chunks(text: string, isCsv: boolean, length: number): string[] {
  const cutter = new RecordCutter(isCsv);
  return [...piecesOf(text, length).flatMap((piece) => cutter.chunk(piece)), ...cutter.end()];
}

describe('text that is cut where its lines end', () => {
  it('has lines without what ends them', () => {
    assert.deepEqual(lines('a\r\nb\n\nc', false), ['a', 'b', '', 'c']);
    assert.deepEqual(lines('a\n', false), ['a']);
    assert.deepEqual(lines('', false), []);
  });

  it('is one line where a quote is never closed and it is CSV, and not otherwise', () => {
    assert.deepEqual(lines('a\n"b\nc\n', true), ['a', '"b\nc\n']);
    assert.deepEqual(lines('a\n"b\nc\n', false), ['a', '"b', 'c']);
  });

  const RECORDS: [record: string, what: string][] = [
    ['1,"two\nlines",3', 'a line break in quotes'],
    ['"a\r\nb"', 'a line break of two characters in quotes'],
    ['"say ""hi""\n"', 'doubled quotes'],
    ['"";"\n"', 'an empty field, and semicolons'],
    ['"a"\t"\n"', 'tabs'],
    ['5" pipe,6" pipe', 'a quote that opens nothing'],
    ['a"b\tc"', 'quotes inside of a field'],
  ];
  for (const [record, what] of RECORDS) {
    it(`keeps a record of CSV together that has ${what}`, () => {
      const text = `x,y\r\n${record}\r\nz\r\n`;
      for (let length = 1; length <= text.length; length++) {
        assert.deepEqual(lines(text, true, length), ['x,y', record, 'z']);
      }
    });
  }

  it('is the same, however it arrives, and nothing of it is lost', () => {
    const part = fc.constantFrom('a', '"', ',', '\n', '\r\n', '""', ';', 'é');
    const text = fc.array(part, { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 10 }), fc.boolean(), (given, length, isCsv) => {
        assert.deepEqual(lines(given, isCsv, length), lines(given, isCsv));
        const cut = chunks(given, isCsv, length);
        assert.equal(cut.join(''), given);
        assert.deepEqual(
          cut.flatMap((chunk) => lines(chunk, isCsv)),
          lines(given, isCsv),
        );
      }),
    );
  });
});
