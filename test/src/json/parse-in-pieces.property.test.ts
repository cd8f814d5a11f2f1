import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lookThrough, type Parsed } from '../../../src/json/look-through';
import { parseInPieces } from '../../../src/json/parse-in-pieces';
import { parseJson } from '../../../src/json/parse-json';
import { isTooDeep, MAX_DEPTH } from '../../../src/json-value';
import { documents, fraction, safeLeaf } from '../../support/json-documents';
import { runs } from '../../support/runs';

/** Bytes of a piece: as few as possible, so that every possible cut is made. */
const PIECE_BYTES = 1;

/** What the items of a list look like, and what only looks like one. */
const item = fc
  .tuple(
    fc.constantFrom('id', 'id', 'id', 'points', '__proto__', 'é\u{1F511}'),
    fc.oneof(
      documents(safeLeaf, fraction),
      fc
        .constantFrom('},{"id":1', '}]', '[{', '","id":', '\\', '[null]')
        .map((text) => ({ text: JSON.stringify(text) })),
      fc.constantFrom('[{"id":1},{"id":2}]', '[null]', '{"id":[]}').map((text) => ({ text })),
    ),
  )
  .map(([name, { text }]) => `{${JSON.stringify(name)}:${text}}`);

const list = fc.array(item, { maxLength: 8 }).map((items) => `[${items.join(',')}]`);

/** A list alone, and lists in answers. */
const text = fc.oneof(
  list,
  fc
    .tuple(
      fc.constantFrom(
        ['{"count":2,"next":null,"results":', '}'],
        ['{"data":{"links":', ',"more":[null]}}'],
        ['{"__proto__":', ',"id":1}'],
        ['{"results":', ',"results":5}'],
        ['{"results":', ',"results":[null]}'],
        ['{"data":{"links":', '},"data":{"links":[null]}}'],
        ['{"empty":[null],"text":["', '"]}'],
        ['{"other":[{"id":1}],"results":', '}'],
        ['{"results":', ',"other":[{"id":1}]}'],
        ['"[{', '}]"'],
        ['[{"text":"[{","id":', '}]'],
      ),
      list,
    )
    .map(([[before, behind], items]) => `${before}${items}${behind}`),
);

/** It begins like items, but inside of a string: what is between its quotes is JSON, too. */
const STRING_LIKE_ITEMS = '{"empty":[null],"text":["[{",":1,",":2}]"]}';

/** Where chunks end, as `chunksOf` takes it. */
const ends = fc.array(fc.nat(), { maxLength: 6 });

/** Bytes in chunks, of which some may be empty; positions behind the end begin again at the start. */
function chunksOf(bytes: Buffer, at: readonly number[]): Buffer[] {
  const cuts = at.map((each) => each % (bytes.length + 1)).toSorted((a, b) => a - b);
  return [0, ...cuts].map((from, index) => bytes.subarray(from, cuts[index]));
}

/** How the lists begin that the services send. */
const FIRST = '[{"id":';

/** What a text is parsed to, and what is found in it as a whole. */
function lookedThrough(json: string): Parsed {
  const value: unknown = JSON.parse(json);
  return { value, contents: lookThrough(value, MAX_DEPTH) };
}

/** What is nested too deep is replaced by a later member of the same name. */
const REPLACED = '{"x":[[[[]]]],"a":[{"id":1}],"x":1,"b":[{"id":2}]}';

describe('parsing in pieces, for any list', () => {
  it('does not take a string for items', () => {
    assert.equal(
      parseInPieces([Buffer.from(STRING_LIKE_ITEMS)], MAX_DEPTH, PIECE_BYTES),
      undefined,
    );
  });

  it('equals JSON.parse, or parses nothing', () => {
    fc.assert(
      fc.property(text, ends, (json, at) => {
        const bytes = Buffer.from(json);
        const parsed = parseInPieces(chunksOf(bytes, at), MAX_DEPTH, PIECE_BYTES);
        if (parsed !== undefined) assert.deepEqual(parsed, lookedThrough(json));
        assert.equal(bytes.toString(), json);
      }),
      { numRuns: runs(2_000) },
    );
  });

  it('parses nothing that is nested too deep', () => {
    fc.assert(
      fc.property(text, fc.nat({ max: 6 }), (json, levels) => {
        const parsed = parseInPieces([Buffer.from(json)], levels, PIECE_BYTES);
        assert(parsed === undefined || !isTooDeep(parsed.value, levels));
      }),
      { numRuns: runs(2_000) },
    );
  });

  it('refuses nothing because of what a later member replaces', () => {
    assert.equal(parseInPieces([Buffer.from(REPLACED)], 3, PIECE_BYTES), undefined);
    assert.equal(isTooDeep(JSON.parse(REPLACED), 3), false);
  });

  it('accepts no damaged text that JSON.parse refuses', () => {
    fc.assert(
      fc.property(text, ends, fc.nat(), fc.string({ maxLength: 2 }), (json, at, place, noise) => {
        const cut = place % (json.length + 1);
        const bytes = Buffer.from(json.slice(0, cut) + noise + json.slice(cut + 1));
        const nearly = bytes.toString();
        const parsed = parseInPieces(chunksOf(bytes, at), MAX_DEPTH, PIECE_BYTES);
        if (parsed !== undefined) assert.deepEqual(parsed, lookedThrough(nearly));
        assert.deepEqual(bytes, Buffer.from(nearly));
      }),
      { numRuns: runs(2_000) },
    );
  });

  it('parses every list as the services send it', () => {
    const items = fc.array(
      documents(safeLeaf).map(({ value }) => ({ id: 1, value })),
      { minLength: 1 },
    );
    const answers = [
      (results: unknown) => results,
      (results: unknown) => ({ count: 3, next: null, previous: null, results }),
      (links: unknown) => ({ data: { links } }),
      (results: unknown) => ({ results, more: { cursor: 'x' } }),
    ];
    fc.assert(
      fc.property(items, fc.constantFrom(...answers), ends, (some, answer, at) => {
        const value = answer(some);
        const bytes = Buffer.from(JSON.stringify(value));
        assert.deepEqual(parseInPieces([bytes], MAX_DEPTH, PIECE_BYTES)?.value, value);
        const [start, end] = [bytes.indexOf(FIRST) + FIRST.length, bytes.lastIndexOf('}]')];
        const between = at.map((each) => start + (each % (end - start)));
        const chunks = chunksOf(bytes, between);
        assert.deepEqual(parseInPieces(chunks, MAX_DEPTH, PIECE_BYTES)?.value, value);
      }),
      { numRuns: runs(200) },
    );
  });

  it('keeps every digit of an integer, as parsing in one piece does', () => {
    const items = Array.from({ length: 10_000 }, (_, id) => `{"id":${id},"serial":"${id}"}`);
    items.push('{"id":12345678901234567890}');
    const bytes = Buffer.from(`[${items.join(',')}]`);
    for (const length of [5, 3_000, 65_536, bytes.length]) {
      const { value } = parseJson(
        Array.from({ length: Math.ceil(bytes.length / length) }, (_, index) =>
          bytes.subarray(index * length, (index + 1) * length),
        ),
      );
      assert(Array.isArray(value));
      assert.equal(value.length, items.length);
      assert.deepEqual(value.at(-1), { id: '12345678901234567890' });
    }
  });
});
