import assert from 'node:assert/strict';
import { ServiceError } from '../../../src/errors';
import type { HttpAnswer } from '../../../src/http/message';
import type { ListMode } from '../../../src/list/page';
import { readPage } from '../../../src/list/read-page';
import { answerOf } from '../../support/answer-of';
import { rejection } from '../../support/rejection';

const items = Array.from({ length: 2_500 }, (_, id) => ({ id, name: 'x'.repeat(100) }));
const LONG = JSON.stringify(items);
const PAGE = `{"results":${LONG},"next":"?page=2"}`;

/** A body of ASCII as it comes from the network. */
function inChunks(body: string): Buffer[] {
  const count = Math.ceil(body.length / 10_000);
  const cut = (_: unknown, index: number): Buffer =>
    Buffer.from(body.slice(index * 10_000, (index + 1) * 10_000));
  return Array.from({ length: count }, cut);
}

/** Reads a page; what is handed on goes into the array. */
function read(answer: HttpAnswer, mode: ListMode, passedOn: unknown[][] = []) {
  return readPage(answer, mode, async (batch) => void passedOn.push(batch.items));
}

describe('a page that is read', () => {
  for (const [mode, body, isInOne] of [
    ['list', LONG, true],
    ['list', PAGE, true],
    ['pages', PAGE, true],
    ['pages', LONG, false],
    ['items', LONG, false],
    ['items', PAGE, false],
  ] as const) {
    const shape = body === LONG ? 'a bare array' : 'a page';
    it(`as ${mode} comes ${isInOne ? 'at once' : 'in mode'} where it is ${shape}`, async () => {
      const passedOn: unknown[][] = [];
      const { items: last, next } = await read(answerOf(body), mode, passedOn);
      assert.deepEqual([...passedOn, last].flat(), items);
      assert.equal(next, body === PAGE ? '?page=2' : undefined);
      assert.equal(passedOn.length === 0, isInOne);
    });
  }

  it('as pages passes a bare array on in thousands', async () => {
    const passedOn: unknown[][] = [];
    const { items: last } = await read(answerOf(LONG), 'pages', passedOn);
    assert.deepEqual(
      [...passedOn, last].map(({ length }) => length),
      [1_000, 1_000, 500],
    );
  });

  it('waits for who takes a chunk', async () => {
    let taken = 0;
    await readPage(answerOf(LONG), 'items', async () => {
      taken++;
      await new Promise(setImmediate);
      taken--;
      assert.equal(taken, 0);
    });
  });

  it('fails for good once a chunk was passed on', async () => {
    const passedOn: unknown[][] = [];
    const error = await rejection(read(answerOf(LONG.slice(0, -1)), 'items', passedOn));
    assert.deepEqual([error.code, error.marks.partlyDelivered], ['ANSWER_INVALID', true]);
    assert(passedOn.length > 0);
  });

  it('fails as usual before', async () => {
    for (const mode of ['list', 'pages'] as const) {
      const body = `{"results":${LONG}`;
      const { code, marks } = await rejection(read(answerOf(body), mode));
      assert.deepEqual([code, marks.partlyDelivered], ['ANSWER_INVALID', undefined]);
    }
  });

  describe('that may take no more than 2 MB of memory', () => {
    const most = 2 ** 21;
    const many = Array.from({ length: 20 }, () => items).flat();
    const list = JSON.stringify(many);
    const page = `{"results":${list},"next":"?page=2"}`;
    const numbers = `[${'1,'.repeat(most)}1]`;

    for (const [mode, what, body] of [
      ['items', 'an array', list],
      ['items', 'a page', page],
      ['pages', 'an array', numbers],
    ] as const) {
      it(`is read to its end as ${mode}, where it is ${what}`, async () => {
        let count = 0;
        const answer = answerOf(inChunks(body), { most });
        const { items: last } = await readPage(answer, mode, async (batch) => {
          count += batch.items.length;
        });
        assert.equal(count + last.length, body === numbers ? most + 1 : many.length);
      });
    }

    const much = 'x'.repeat(most);
    const objects = '{},'.repeat(most / 32);
    for (const [mode, what, body] of [
      ['list', 'an array', list],
      ['list', 'a page', page],
      ['list', 'a short array of many values', `[${objects}{}]`],
      ['list', 'no list, and short, but of many values', `{"a":[${objects}{}]}`],
      ['pages', 'a page', page],
      [
        'pages',
        'an array of which a thousand items are more',
        list.replaceAll('x', 'x'.repeat(20)),
      ],
      ['items', 'an array with one item that is more', `[1,"${much}"`],
      ['items', 'an array with one short item of many items', `[[${objects}{}]]`],
      ['items', 'an array behind much white space', `${' '.repeat(most)}[1]`],
      ['items', 'an array before much white space', `${list}${' '.repeat(most)}`],
      ['items', 'a page behind a long member', `{"a":"${much}","results":[1]}`],
      ['items', 'a page before a long member', `{"results":${list},"a":"${much}"}`],
      ['items', 'no list', `{"a":"${much}"}`],
    ] as const) {
      it(`ends as ${mode} in BODY_TOO_LARGE, where it is ${what}`, async () => {
        const { code } = await rejection(read(answerOf(inChunks(body), { most }), mode));
        assert.equal(code, 'BODY_TOO_LARGE');
      });
    }
  });

  it('fails with the status of its answer, whatever the body', async () => {
    const { code } = await rejection(read(answerOf(LONG, { status: 404 }), 'items'));
    assert.equal(code, 'NOT_FOUND');
  });

  it('passes on what the taker throws, as it is', async () => {
    const reason = new Error('The node was closed.');
    const outcome = readPage(answerOf(LONG), 'items', () => Promise.reject(reason));
    await assert.rejects(outcome, (error) => error === reason && !(error instanceof ServiceError));
  });
});
