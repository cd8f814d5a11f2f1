import assert from 'node:assert/strict';
import { listAnswer } from '../../../src/sample/list-answer';

const BASE = 'https://inode.example/api/v1/links/';
const ITEMS = Array.from({ length: 25 }, (_, index) => ({ id: index }));

describe('the answer for a sample list', () => {
  const answer = (query: string, items = ITEMS) => listAnswer(items, new URL(BASE + query), 10);

  function page(query: string, items = ITEMS) {
    const found = answer(query, items);
    assert.ok(found && 'results' in found);
    return found;
  }

  it('is the complete list with no_pagination, whatever else is in the query', () => {
    assert.equal(answer('?no_pagination&page=9'), ITEMS);
  });

  it('leads from page to page to the end of the list, and back', () => {
    const seen: unknown[] = [];
    let last = page('');
    assert.equal(last.previous, null);
    for (;;) {
      assert.equal(last.count, 25);
      seen.push(...last.results);
      if (last.next === null) break;
      last = page(new URL(last.next).search);
    }
    assert.deepEqual(seen, ITEMS);
    assert.equal(page(new URL(last.previous ?? '').search).previous, BASE);
  });

  it('keeps the query in the addresses of other pages, sorted', () => {
    const { next, previous } = page('?page_size=5&page=2&grid=Centretown');
    assert.equal(next, `${BASE}?grid=Centretown&page=3&page_size=5`);
    assert.equal(previous, `${BASE}?grid=Centretown&page_size=5`);
  });

  for (const [query, ids] of [
    ['?page=3', [20, 21, 22, 23, 24]],
    ['?page=last', [20, 21, 22, 23, 24]],
    ['?page_size=2', [0, 1]],
    ['?page_size=none&page=3', [20, 21, 22, 23, 24]],
  ] as const) {
    it(`has the items ${ids.join(', ')} for ${query}`, () => {
      assert.deepEqual(
        page(query).results.map(({ id }) => id),
        ids,
      );
    });
  }

  for (const query of ['?page=4', '?page=0', '?page=first']) {
    it(`is missing for ${query}`, () => assert.equal(answer(query), undefined));
  }

  it('is one empty page for an empty list', () => {
    assert.deepEqual(page('', []), { count: 0, next: null, previous: null, results: [] });
  });
});
