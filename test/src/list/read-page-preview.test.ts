import assert from 'node:assert/strict';
import { readFirstPage } from '../../../src/list/read-page';
import { answerOf } from '../../support/answer-of';
import { passesDuring } from '../../support/passes-during';
import { rejection } from '../../support/rejection';

const ITEMS = Array.from({ length: 150_000 }, (_, id) => ({ id, at: { x: id, y: id } }));
const LONG = JSON.stringify(ITEMS);

describe('the preview of a list', () => {
  for (const [what, body, count] of [
    ['a bare array, which is counted', '[{"id":0},{"id":1},{"id":2}]', 3],
    ['a page that says how many there are', '{"count":70,"results":[{"id":0},{"id":1}]}', 70],
    ['a page that says nothing', '{"results":[{"id":0},{"id":1}]}', undefined],
  ] as const) {
    it(`is read from ${what}`, async () => {
      assert.deepEqual(await readFirstPage(answerOf(body), 2), {
        items: [{ id: 0 }, { id: 1 }],
        count,
      });
    });
  }

  for (const [what, body] of [
    ['a bare array', LONG],
    ['a page', `{"results":${LONG},"count":150000}`],
  ] as const) {
    it(`does not block the event loop where ${what} holds all items`, async () => {
      const answer = answerOf(body);
      let first: unknown;
      const passes = await passesDuring(async () => {
        first = await readFirstPage(answer, 5);
      });
      assert.deepEqual(first, { items: ITEMS.slice(0, 5), count: 150_000 });
      assert(passes > 5, `the event loop made ${passes} passes`);
    });
  }

  it('may be asked for again where it breaks off, however late', async () => {
    const { code, marks } = await rejection(readFirstPage(answerOf(LONG.slice(0, -1)), 5));
    assert.deepEqual([code, marks.partlyDelivered], ['ANSWER_INVALID', undefined]);
  });

  it('is not read from an answer of another status', async () => {
    const { code } = await rejection(readFirstPage(answerOf('[]', { status: 404 }), 5));
    assert.equal(code, 'NOT_FOUND');
  });
});
