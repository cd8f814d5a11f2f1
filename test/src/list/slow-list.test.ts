import assert from 'node:assert/strict';
import { readBatches } from '../../../src/list/read-batches';
import { answerOf } from '../../support/answer-of';

describe('a list from a slow connection', () => {
  /** A body whose next part comes when it is called for. */
  function slow(parts: readonly string[]) {
    const calls: (() => void)[] = [];
    const called = parts.map(
      (_, index) =>
        new Promise<void>((resolve) => {
          calls[index] = resolve;
        }),
    );
    async function* body(): AsyncGenerator<Buffer> {
      for (const [index, part] of parts.entries()) {
        await called[index];
        yield Buffer.from(part);
      }
    }
    const answer = { ...answerOf(''), body: body() };
    const batches = readBatches(answer, { maxWait: 1 });
    return {
      come: (index: number) => calls[index]?.(),
      itemsOf: async () => (await batches.next()).value.items,
    };
  }

  for (const [what, parts, expected] of [
    ['complete items', ['[{"id":1},{"id":2},', '{"id":3}]'], [[{ id: 1 }, { id: 2 }], [{ id: 3 }]]],
    ['the start of an item too', ['[1,[2,{"a":"]', '"}],3]'], [[1], [[2, { a: ']' }], 3]]],
    [
      'a page',
      ['{"count":3,"results":[1,2,3', ',4],"next":null}'],
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ['all items', ['{"results":[1,2,3]', ',"next":null}'], [[1, 2, 3]]],
  ] as const) {
    it(`arrives as far as it is there, which is ${what}`, async () => {
      const { come, itemsOf } = slow(parts);
      come(0);
      const first = expected.length > 1 ? await itemsOf() : undefined;
      come(1);
      const last = await itemsOf();
      assert.deepEqual(first === undefined ? [last] : [first, last], expected);
    });
  }

  it('waits for the next item, however long that takes', async () => {
    const { come, itemsOf } = slow(['[', '{"id"', ':1', '},2,', '3]']);
    const first = itemsOf();
    for (const index of [0, 1, 2, 3]) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      come(index);
    }
    assert.deepEqual(await first, [{ id: 1 }, 2]);
    come(4);
    assert.deepEqual(await itemsOf(), [3]);
  });

  for (const [what, begin, rest] of [
    ['its first byte', ' ', ['[1,2,', '3]']],
    ['where it begins', '{"next":null,', ['"results":[1,2,', '3]}']],
  ] as const) {
    it(`is read as one where nothing but ${what} is late`, async () => {
      async function* body(): AsyncGenerator<Buffer> {
        yield Buffer.from(begin);
        await new Promise((resolve) => setTimeout(resolve, 20));
        for (const part of rest) yield Buffer.from(part);
      }
      const batches = readBatches({ ...answerOf(''), body: body() }, { maxWait: 1 });
      const { done, value } = await batches.next();
      assert.deepEqual([done, value.items], [true, [1, 2, 3]]);
    });
  }

  it('ends in the error of a connection that breaks off while nobody waits', async () => {
    const failure = new Error('broken');
    async function* body(): AsyncGenerator<Buffer> {
      yield Buffer.from('[1,2,');
      await new Promise((resolve) => setTimeout(resolve, 20));
      throw failure;
    }
    const batches = readBatches({ ...answerOf(''), body: body() }, { maxWait: 1 });
    assert.deepEqual((await batches.next()).value.items, [1, 2]);
    await new Promise((resolve) => setTimeout(resolve, 40));
    await assert.rejects(batches.next(), (error) => error === failure);
  });
});
