import assert from 'node:assert/strict';
import { ServiceError } from '../../../src/errors';
import type { HttpAnswer } from '../../../src/http/message';
import { type ListMode, readPage } from '../../../src/list/read-page';
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

  it('as pages hands a bare array on in thousands', async () => {
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

  it('fails for good once a chunk was handed on', async () => {
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

  describe('of which no more than 128 KB may be kept', () => {
    const maxBytes = 2 ** 17;
    assert(LONG.length > 2 * maxBytes);
    const numbers = `[${'1,'.repeat(maxBytes)}1]`;

    for (const [mode, what, body] of [
      ['items', 'an array', LONG],
      ['items', 'a page', PAGE],
      ['pages', 'an array', numbers],
    ] as const) {
      it(`is read to its end as ${mode}, where it is ${what}`, async () => {
        const passedOn: unknown[][] = [];
        const { items: last } = await read(answerOf(inChunks(body), { maxBytes }), mode, passedOn);
        const whole: unknown = JSON.parse(body);
        assert.deepEqual([...passedOn, last].flat(), body === PAGE ? items : whole);
      });
    }

    const much = 'x'.repeat(maxBytes);
    for (const [mode, what, body] of [
      ['list', 'an array', LONG],
      ['list', 'a page', PAGE],
      ['pages', 'a page', PAGE],
      ['pages', 'an array of which a thousand items are more', LONG.replaceAll('xxx', 'xxxxx')],
      ['items', 'an array with one item that is more', `[1,"${much}${much}`],
      ['items', 'an array with one item of many items', `[[${'{},'.repeat(maxBytes)}`],
      ['items', 'an array behind much white space', `${' '.repeat(2 * maxBytes)}[1]`],
      ['items', 'an array before much white space', `${LONG}${' '.repeat(2 * maxBytes)}`],
      ['items', 'a page behind a long member', `{"a":"${much}${much}","results":[1]}`],
      ['items', 'a page before a long member', `{"results":${LONG},"a":"${much}"}`],
      ['items', 'no list', `{"a":"${much}"}`],
    ] as const) {
      it(`ends as ${mode} in BODY_TOO_LARGE, where it is ${what}`, async () => {
        const outcome = read(answerOf(inChunks(body), { maxBytes }), mode);
        const { code } = await rejection(outcome);
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
