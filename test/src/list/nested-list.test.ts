import assert from 'node:assert/strict';
import type { ServiceError } from '../../../src/errors';
import { readBatches } from '../../../src/list/read-batches';
import { answerOf } from '../../support/answer-of';
import { rejection } from '../../support/rejection';
import { allOf } from './support/all-of';

const shape = { items: ['hits', '@odata.x "ü'], next: [['next']], namesNext: false };
const ITEMS = Array.from({ length: 200 }, (_, id) => ({ id, hits: { a: [id] } }));
const NAME = JSON.stringify(shape.items[1]);

/** Reads a body in batches of 64 bytes, cut into pieces of 7 bytes. */
async function read(body: string) {
  const bytes = Buffer.from(body);
  const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, at) =>
    bytes.subarray(7 * at, 7 * at + 7),
  );
  const { yielded, returned } = await allOf(
    readBatches(answerOf(pieces), { batchBytes: 64, shape }),
  );
  const items = [...yielded, returned].flatMap((batch) => batch.items);
  return { batches: yielded.length, items, page: returned };
}

describe('a list inside of objects', () => {
  const list = JSON.stringify(ITEMS);

  it('is read in batches, beside others of its names', async () => {
    const around = `{"a":{"hits":[1]},"hits":3,"hits" : {"x":[[{}]],${NAME}:${list},"total":200},"next":"y"}`;
    const { batches, items, page } = await read(around.replace('"hits":3,', '"Hits":{},'));
    assert.deepEqual(items, ITEMS);
    assert(batches > 10);
    assert.deepEqual([page.next, page.total, page.isBare], ['y', 200, false]);
  });

  it('is found by the escaped form of its name', async () => {
    const escaped = NAME.replace('ü', '\\u00fc').replace('@', '\\u0040');
    assert.deepEqual((await read(`{"hits":{${escaped}:${list}}}`)).items, ITEMS);
  });

  it('is a bare array all the same, which is one page', async () => {
    const { items, page } = await read(list);
    assert.deepEqual([items, page.isBare], [ITEMS, false]);
  });

  for (const [what, body] of [
    ['has a second one beside it', `{"hits":{${NAME}:${list},${NAME}:[]}}`],
    ['has a second one behind its object', `{"hits":{${NAME}:${list}},"hits":{}}`],
    ['is not there', `{"hits":{"other":${list}}}`],
    ['breaks off behind it', `{"hits":{${NAME}:${list}}`],
    ['is an object', `{"hits":{${NAME}:{"a":${list}}}}`],
  ] as const) {
    it(`is refused where it ${what}`, async () => {
      const { code }: ServiceError = await rejection(read(body));
      assert.equal(code, 'ANSWER_INVALID');
    });
  }
});
