import assert from 'node:assert/strict';
import { assertPage, type Page, type PageShape } from '../../../src/list/page';
import { ListTotal, pages } from '../../../src/list/pages';
import {
  type PageRequest,
  type Paging,
  type PagingKind,
  parameterOf,
  STRATEGIES,
} from '../../../src/list/paging';
import { rejection } from '../../support/rejection';

const FIRST: PageRequest = { url: new URL('https://inode.example/api/x/?f=a%20b&bare') };

function paging(kind: PagingKind, changes: Partial<Paging & PageShape> = {}): Paging {
  const { items = ['results'], next = [['next']], ...rest } = changes;
  return { kind, shape: { items, next, namesNext: kind === 'next' }, ...rest };
}

interface Options {
  readonly first?: PageRequest;
  /** The Link header of each page. */
  readonly link?: readonly string[];
  /** Other headers, of all pages. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Reads a list whose pages are these bodies in turn, the last of them again and again. */
async function read(
  bodies: readonly unknown[],
  how: Paging,
  { first = FIRST, link, headers }: Options = {},
) {
  const asked: string[] = [];
  const items: unknown[] = [];
  const fetchPage = async ({ url, body }: PageRequest): Promise<Page> => {
    const at = Math.min(asked.length, bodies.length - 1);
    asked.push(body === undefined ? url.search : JSON.stringify(body));
    const header = (name: string) => (name === 'link' ? link?.[at] : headers?.[name]);
    return assertPage(bodies[at], { ...how.shape, isLater: asked.length > 1 }, header);
  };
  const walk = async (): Promise<void> => {
    for await (const page of pages(fetchPage, first, how)) items.push(...page.items);
  };
  return { asked, items, walk };
}

async function assertRead(
  bodies: readonly unknown[],
  how: Paging,
  { asked: expected, items }: { readonly asked: number; readonly items: readonly unknown[] },
  options: Options = {},
): Promise<void> {
  const list = await read(bodies, how, options);
  await list.walk();
  assert.deepEqual(list.items, items);
  assert.equal(list.asked.length, expected);
}

describe('pages by a number', () => {
  it('leave the query as it is written, but for their own parameters', async () => {
    const list = await read([[1, 2], []], paging('page', { size: 2, sizeParameter: 'per_page' }));
    await list.walk();
    assert.deepEqual(list.asked, [
      '?f=a%20b&bare&per_page=2&page=1',
      '?f=a%20b&bare&per_page=2&page=2',
    ]);
  });

  it('begin where the query says', async () => {
    const first = { url: new URL('?page=0&per_page=5', FIRST.url) };
    const list = await read([[1], []], paging('page', { size: 2, sizeParameter: 'per_page' }), {
      first,
    });
    await list.walk();
    assert.deepEqual(list.asked, ['?page=0&per_page=5', '?per_page=5&page=1']);
  });

  for (const [kind, parameter, name] of [
    ['page', undefined, 'page_size'],
    ['page', 'p', 'page_size'],
    ['offset', undefined, 'limit'],
    ['offset', '$offset', '$limit'],
    ['offset', 'resultOffset', 'resultRecordCount'],
    ['cursor', 'starting_after', 'limit'],
    ['cursor', '/api/scroll?scroll_id', 'size'],
  ] as const) {
    it(`ask for the page size as ${name} beside ${parameter ?? 'the usual parameter'}, unless the query has one`, async () => {
      const how = paging(kind, { parameter, size: 50 });
      for (const [search, sizes] of [
        ['?', { [name]: '50' }],
        ['?per_page=7', { per_page: '7' }],
      ] as const) {
        const list = await read([[]], how, { first: { url: new URL(search, FIRST.url) } });
        await list.walk();
        const asked = new URLSearchParams(list.asked[0]);
        const { start } = STRATEGIES[kind];
        if (start !== undefined) asked.delete(parameterOf(how));
        assert.deepEqual(Object.fromEntries(asked), sizes);
      }
    });
  }

  it('go into the body of a POST', async () => {
    const first = { url: FIRST.url, body: { q: 'x' } };
    const list = await read([[1, 2], [3]], paging('offset', { size: 2, parameter: 'from' }), {
      first,
    });
    await list.walk();
    assert.deepEqual(list.asked, ['{"q":"x","size":2,"from":0}', '{"q":"x","size":2,"from":2}']);
  });

  it('end with a short page only where the service has kept to the page size before', async () => {
    await assertRead([[1, 2], [3]], paging('offset', { size: 2 }), { asked: 2, items: [1, 2, 3] });
    // It allows no more than two, whatever is asked for.
    const items = [1, 2, 3, 4, 5];
    await assertRead([[1, 2], [3, 4], [5], []], paging('offset', { size: 100 }), {
      asked: 4,
      items,
    });
  });

  it('end where the service says that nothing follows, though the page is full', async () => {
    for (const end of [{ has_more: false }, { next: null }, { last: true }]) {
      const body = { ...end, results: [1, 2] };
      await assertRead([body], paging('page', { size: 2 }), { asked: 1, items: [1, 2] });
    }
  });

  it('continue where the service says so, though the page is short', async () => {
    const bodies = [
      { more: 1, hasMore: true, results: [1] },
      { hasMore: false, results: [2] },
    ];
    await assertRead(bodies, paging('page', { size: 2 }), { asked: 2, items: [1, 2] });
  });

  it('end with the last of the pages that the service counts, and not with an empty one before', async () => {
    const shapes: ((body: { results: number[] }) => unknown)[] = [
      (body) => ({ ...body, total_pages: 3 }),
      (body) => ({ ...body, meta: { last_page: 3 } }),
      (body) => ({ ...body, page: { totalPages: 3 } }),
    ];
    for (const shape of shapes) {
      const bodies = [[1, 2], [], [3], [4]].map((results) => shape({ results }));
      await assertRead(bodies, paging('page'), { asked: 3, items: [1, 2, 3] });
      const first = { url: new URL('?page=0', FIRST.url) };
      await assertRead(bodies, paging('page'), { asked: 3, items: [1, 2, 3] }, { first });
    }
    const headers = { 'x-wp-totalpages': '2' };
    await assertRead([[1], [2], [3]], paging('page'), { asked: 2, items: [1, 2] }, { headers });
  });

  it('end with an error where they begin with 0, and nobody has said so', async () => {
    const spring = { first: false, totalElements: 5, content: [3, 4] };
    const items = ['content'];
    const early = await read([spring], paging('page', { items }));
    assert.equal(
      String((await rejection(early.walk())).facts.reason),
      'pagesFromZero(parameter: page)',
    );
    assert.equal(early.asked.length, 1);
    for (const pagesOf5 of [[[3, 4], [5], []], [[]]]) {
      const bodies = pagesOf5.map((results) => ({ nbHits: 5, results }));
      const late = await read(bodies, paging('page'));
      assert.equal(
        String((await rejection(late.walk())).facts.reason),
        'pagesFromZero(parameter: page)',
      );
      const first = { url: new URL('?page=1', FIRST.url) };
      const given = await read(bodies, paging('page'), { first });
      await given.walk();
    }
  });

  it('are empty where the list is null or missing, and the answer shows that it has none', async () => {
    const how = paging('page', { items: ['data'] });
    for (const empty of [{ data: null }, { meta: { result_count: 0 } }, { total: 0 }]) {
      await assertRead([empty], how, { asked: 1, items: [] });
    }
    const [found, none] = [{ data: [1] }, {}];
    await assertRead([found, none], how, { asked: 2, items: [1] });
    for (const bodies of [[none], [found, { error: 'busy' }]]) {
      const { walk } = await read(bodies, how);
      assert.equal((await rejection(walk())).code, 'ANSWER_INVALID');
    }
  });

  it('do not take the number of items on the page for that of all', async () => {
    const bodies = [
      { count: 2, results: [1, 2] },
      { count: 1, results: [3] },
    ];
    await assertRead(bodies, paging('page', { size: 2 }), { asked: 2, items: [1, 2, 3] });
  });

  it('have no total where the service counts those of each page only', () => {
    const totalOf = (bodies: readonly unknown[]): number | undefined => {
      const total = new ListTotal();
      for (const body of bodies) total.add(assertPage(body));
      return total.value;
    };
    const pageOf2 = { count: 2, results: [1, 2] };
    assert.equal(totalOf([pageOf2]), 2);
    assert.equal(totalOf([pageOf2, { count: 1, results: [3] }]), undefined);
    assert.equal(
      totalOf([
        { ...pageOf2, count: 3 },
        { count: 3, results: [3] },
      ]),
      3,
    );
  });

  it('end by the total, also where it changes or the list shrinks meanwhile', async () => {
    const grown = [
      { total: 2, results: [1] },
      { total: 3, results: [2] },
      { total: 3, results: [3] },
    ];
    await assertRead(grown, paging('offset'), { asked: 3, items: [1, 2, 3] });
    const shrunk = [
      { total: 4, results: [1, 2] },
      { total: 2, results: [] },
    ];
    await assertRead(shrunk, paging('offset'), { asked: 2, items: [1, 2] });
  });

  it('do not believe a total that is less than has come, nor one that is never reached', async () => {
    const less = [
      { total: 1, results: [1, 2] },
      { total: 1, results: [3, 4] },
      { total: 1, results: [] },
    ];
    await assertRead(less, paging('offset', { size: 2 }), { asked: 3, items: [1, 2, 3, 4] });
    const more = [
      { total: 99, results: [1, 2] },
      { total: 99, results: [] },
    ];
    await assertRead(more, paging('offset', { size: 2 }), { asked: 2, items: [1, 2] });
  });

  it('do not take a lower bound of Elasticsearch for the total', async () => {
    const hits = (results: number[]) => ({ total: { value: 2, relation: 'gte' }, results });
    await assertRead([hits([1, 2]), hits([3]), hits([])], paging('offset'), {
      asked: 3,
      items: [1, 2, 3],
    });
  });
});

describe('pages by a cursor', () => {
  const cursor = paging('cursor', { next: [['next_cursor'], ['meta', 'next']], parameter: 'c' });

  it('end where it is missing, null, empty, false, 0 or the same again', async () => {
    for (const end of [{}, ...[null, '', false, 0, '0'].map((next_cursor) => ({ next_cursor }))]) {
      const bodies = [
        { next_cursor: 'a+b', results: [1] },
        { ...end, results: [2] },
      ];
      await assertRead(bodies, cursor, { asked: 2, items: [1, 2] });
    }
    const same = [
      { next_cursor: 7, results: [1] },
      { next_cursor: '7', results: [2] },
    ];
    await assertRead(same, cursor, { asked: 2, items: [1, 2] });
  });

  it('go into one parameter, encoded', async () => {
    const list = await read([{ meta: { next: 'a+b/=' }, results: [1] }, { results: [] }], cursor);
    await list.walk();
    assert.equal(list.asked[1], '?f=a%20b&bare&c=a%2Bb%2F%3D');
  });

  it('end with an error where it comes again with a period of two', async () => {
    const [a, b] = [
      { next_cursor: 'a', results: [1] },
      { next_cursor: 'b', results: [2] },
    ];
    const { walk } = await read([b, a, b, a, b], cursor);
    assert.equal(String((await rejection(walk())).facts.reason), 'nextAgain');
  });

  it('end where the object that has it says so, though it is another one', async () => {
    const bodies = [
      { meta: { has_more: true, next: 'a' }, links: { next: '?' }, results: [1] },
      { meta: { has_more: false, next: 'b' }, links: { next: '?' }, results: [2] },
    ];
    await assertRead(bodies, cursor, { asked: 2, items: [1, 2] });
  });

  it('continue where the list is missing, but the cursor is there', async () => {
    const bodies = [{ next_cursor: 'a', results: [1] }, { next_cursor: 'b' }, { results: [2] }];
    await assertRead(bodies, cursor, { asked: 3, items: [1, 2] });
  });

  it('end with an error where more should follow, but there is none', async () => {
    const { walk } = await read([{ has_more: true, results: [1] }], cursor);
    assert.equal(String((await rejection(walk())).facts.reason), 'cursorMissing');
  });

  it('end with an error where more should follow, but by the same cursor again', async () => {
    const stuck = { has_more: true, next_cursor: 'a', results: [1] };
    const { walk } = await read([stuck], cursor);
    assert.equal(String((await rejection(walk())).facts.reason), 'nextAgain');
  });

  it('end with an error where it is longer than any server takes', async () => {
    const { walk } = await read([{ next_cursor: 'x'.repeat(10_000), results: [] }], cursor);
    assert.equal(String((await rejection(walk())).facts.reason), 'nextInvalid');
  });
});

describe('pages by a Link header', () => {
  it('are bare arrays or objects, and end without one', async () => {
    const link = ['<?page=2>; rel="next"', '<?page=1>; rel="first"'];
    const list = await read([[1], { results: [2] }], paging('link'), { link });
    await list.walk();
    assert.deepEqual([list.items, list.asked[1]], [[1, 2], '?page=2']);
  });

  it('end with an error where it cannot be read, for it may name a next page', async () => {
    const { walk, items } = await read([[1]], paging('link'), { link: ['<?page=2>; rel="next'] });
    assert.equal(String((await rejection(walk())).facts.reason), 'linkBroken');
    assert.deepEqual(items, [1]);
  });
});

describe('pages by an address in the body', () => {
  const links = paging('next', { next: [['links']] });

  it('take it from link objects', async () => {
    const next = [
      { rel: 'self', href: '?page=1' },
      { relation: 'next', url: '?page=2' },
    ];
    for (const given of [next, { href: '?page=2' }, '?page=2']) {
      await assertRead([{ links: given, results: [1] }, { results: [2] }], links, {
        asked: 2,
        items: [1, 2],
      });
    }
  });

  it('end with an error where relative ones grow without an end', async () => {
    const { walk, asked } = await read([{ links: 'deeper/', results: [] }], links);
    assert.equal(String((await rejection(walk())).facts.reason), 'nextInvalid');
    assert(asked.length < 2_000);
  });
});
