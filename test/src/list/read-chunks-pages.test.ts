import assert from 'node:assert/strict';
import type { SizedPage } from '../../../src/list/page';
import type { Batch } from '../../../src/list/read-batches';
import { intoPages } from '../../../src/list/read-chunks';
import { allOf } from './support/all-of';

/** The numbers 0, 1, 2, … as batches of these lengths, each of which has the same size. */
async function* batches(
  lengths: readonly number[],
  isBare: boolean,
  size = 1,
): AsyncGenerator<Batch, SizedPage> {
  let from = 0;
  const items = (length: number): number[] => Array.from({ length }, () => from++);
  for (const length of lengths.slice(0, -1)) yield { items: items(length), isBare, size };
  return { items: items(lengths.at(-1) ?? 0), isBare, next: '?page=2', size };
}

async function lengthsOf(lengths: readonly number[], isBare: boolean): Promise<number[]> {
  const { yielded, returned } = await allOf(intoPages(batches(lengths, isBare), 10));
  assert.equal(returned.next, '?page=2');
  const pages = [...yielded, returned].map(({ items }) => items);
  assert.deepEqual(
    pages.flat(),
    Array.from({ length: lengths.reduce((a, b) => a + b) }, (_, index) => index),
  );
  return pages.map(({ length }) => length);
}

describe('batches put together to pages', () => {
  const CASES: [lengths: number[], pages: number[]][] = [
    [[0], [0]],
    [[3], [3]],
    [[10], [10]],
    [[11], [10, 1]],
    [[35], [10, 10, 10, 5]],
    [
      [4, 4, 4],
      [10, 2],
    ],
    [[5, 5], [10]],
    [
      [10, 10, 10],
      [10, 10, 10],
    ],
  ];
  for (const [lengths, pages] of CASES) {
    it(`are pages of ${pages.join()} where a bare array came in batches of ${lengths.join()}`, async () => {
      assert.deepEqual(await lengthsOf(lengths, true), pages);
    });
  }

  it('are counted in memory until all of their items are passed on', async () => {
    const { yielded, returned } = await allOf(intoPages(batches([35], true, 35), 10));
    assert.deepEqual(
      [...yielded, returned].map(({ size }) => size),
      [10, 10, 10, 5],
    );
  });

  it('are the page of the service, however long, where it was one', async () => {
    assert.deepEqual(await lengthsOf([4, 40, 4], false), [48]);
  });
});
