import assert from 'node:assert/strict';
import type { HttpAnswer } from '../../../src/http/message';
import type { ListMode } from '../../../src/list/page';
import type { Batch } from '../../../src/list/read-batches';
import { readPage } from '../../../src/list/read-page';
import { answerOf } from '../../support/answer-of';
import { rejection } from '../../support/rejection';

/** 200 KB in chunks as they come from a network, which end anywhere. */
function chunksOf(bytes: Buffer, length = 10_007): Buffer[] {
  const count = Math.ceil(bytes.length / length);
  return Array.from({ length: count }, (_, index) =>
    bytes.subarray(index * length, (index + 1) * length),
  );
}

function answer(type: string, body: Buffer | string, most?: number): HttpAnswer {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const head = { headers: { 'content-type': type } };
  return answerOf(chunksOf(bytes), most === undefined ? head : { ...head, most });
}

/** All batches of a body, the last one included. */
async function read(given: HttpAnswer, mode: ListMode): Promise<Batch[]> {
  const batches: Batch[] = [];
  const last = await readPage(given, mode, async (batch) => void batches.push(batch), {
    choice: 'auto',
  });
  return [...batches, last];
}

const itemsOf = (batches: readonly Batch[]): unknown[] => batches.flatMap(({ items }) => items);

const ROWS = Array.from({ length: 6_000 }, (_, id) => `${id};"a\n""b""";é;${'x'.repeat(20)}`);
const CSV = `${ROWS.join('\r\n')}\r\n`;
const ITEMS = Array.from({ length: 3_500 }, (_, id) => ({ id, name: 'x'.repeat(50) }));
const LINES = ITEMS.map((item) => JSON.stringify(item)).join('\n');

describe('a body that is read in chunks', () => {
  it('is all of it, in one, for a list', async () => {
    const [text, ...others] = await read(answer('text/csv', CSV), 'list');
    assert.deepEqual([text?.items, text?.form, others], [[CSV], 'text', []]);
    const bytes = Buffer.from(CSV);
    const [buffer] = await read(answer('application/pdf', bytes), 'list');
    assert.deepEqual([buffer?.items, buffer?.form], [[bytes], 'bytes']);
  });

  it('is the records of CSV', async () => {
    const batches = await read(answer('text/csv', CSV), 'items');
    assert.deepEqual(itemsOf(batches), ROWS);
    assert(batches.length > 3 && batches.every(({ form }) => form === 'line'));
  });

  it('is chunks of complete records, in any charset', async () => {
    for (const [charset, encoding] of [
      ['utf-8', 'utf8'],
      ['iso-8859-1', 'latin1'],
      ['utf-16le', 'utf16le'],
    ] as const) {
      const body = Buffer.from(CSV, encoding);
      const batches = await read(answer(`text/csv; charset=${charset}`, body), 'pages');
      const chunks = itemsOf(batches).map(String);
      assert.equal(chunks.join(''), CSV);
      assert(chunks.length > 2 && chunks.every((chunk) => chunk.endsWith('\r\n')));
      assert(batches.every(({ form }) => form === 'text'));
    }
  });

  it('is the lines of other text, whatever quotes it has', async () => {
    assert.deepEqual(itemsOf(await read(answer('text/plain', 'a\n"b\nc'), 'items')), [
      'a',
      '"b',
      'c',
    ]);
  });

  it('is chunks of bytes', async () => {
    const bytes = Buffer.from(CSV);
    for (const mode of ['items', 'pages'] as const) {
      const batches = await read(answer('image/png', bytes), mode);
      const chunks = itemsOf(batches).filter((chunk) => Buffer.isBuffer(chunk));
      assert.deepEqual(Buffer.concat(chunks), bytes);
      assert(chunks.length > 2 && chunks.every(({ length }) => length <= 2 ** 16));
    }
  });

  it('is the values of lines of JSON, in pages of a thousand', async () => {
    const asLines = () => answer('application/x-ndjson', LINES);
    assert.deepEqual(itemsOf(await read(asLines(), 'items')), ITEMS);
    const pages = await read(asLines(), 'pages');
    assert.deepEqual(
      pages.map(({ items }) => items.length),
      [1_000, 1_000, 1_000, 500],
    );
    assert.deepEqual(
      (await read(asLines(), 'list')).map(({ items }) => items),
      [ITEMS],
    );
  });

  it('is nothing where it is empty', async () => {
    for (const type of ['text/csv', 'application/x-ndjson', 'application/pdf']) {
      assert.deepEqual(itemsOf(await read(answer(type, ''), 'items')), []);
    }
  });

  it('takes no more memory than its parts, and a record no more than there is', async () => {
    for (const type of ['text/csv', 'application/pdf']) {
      assert.equal(itemsOf(await read(answer(type, CSV, 180_000), 'pages')).length > 1, true);
    }
    const { code } = await rejection(
      read(answer('text/csv', `"${'x'.repeat(400_000)}`, 180_000), 'items'),
    );
    assert.equal(code, 'BODY_TOO_LARGE');
  });

  it('passes on what is there when more of it is late', async () => {
    let end = (): void => undefined;
    const body = (async function* () {
      yield Buffer.from('a\nb\n"c');
      await new Promise<void>((resolve) => {
        end = resolve;
      });
      yield Buffer.from('d\n');
    })();
    const given = { ...answerOf('', { headers: { 'content-type': 'text/plain' } }), body };
    const passedOn: unknown[] = [];
    const last = await readPage(
      given,
      'items',
      async ({ items }) => {
        passedOn.push(...items);
        end();
      },
      { choice: 'auto' },
    );
    assert.deepEqual([...passedOn, ...last.items], ['a', 'b', '"cd']);
  });

  it('says that a part was passed on, where a later line is not JSON', async () => {
    const error = await rejection(read(answer('application/x-ndjson', `${LINES}\n<p>`), 'items'));
    assert.match(error.message, /brokenLine\(line: 3501\)/);
    assert.equal(error.marks.partlyDelivered, true);
  });
});
