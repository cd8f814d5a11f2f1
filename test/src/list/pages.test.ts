import assert from 'node:assert/strict';
import { type ErrorCode, ServiceError } from '../../../src/errors';
import { assertPage, type Page } from '../../../src/list/page';
import { type PagingOptions, pages } from '../../../src/list/pages';
import { rejection } from '../../support/rejection';

const FIRST = new URL('https://inode.example/api/v1/links/?page_size=2');

/** Bodies of pages by their address; what is asked for and is none of them fails the test. */
function reader(bodies: Readonly<Record<string, unknown>>, options?: PagingOptions) {
  const asked: string[] = [];
  const read = (): AsyncGenerator<Page> =>
    pages(
      async ({ url: { href } }) => {
        asked.push(href);
        assert(href in bodies, `${href} is no page`);
        return assertPage(bodies[href]);
      },
      { url: FIRST },
      undefined,
      options,
    );
  return { asked, read };
}

async function collect(list: AsyncGenerator<Page>): Promise<unknown[][]> {
  const collected: unknown[][] = [];
  for await (const { items } of list) collected.push(items);
  return collected;
}

describe('the pages of a list', () => {
  it('are one where the service sends a bare array', async () => {
    const { asked, read } = reader({ [FIRST.href]: [1, 2, 3] });
    assert.deepEqual(await collect(read()), [[1, 2, 3]]);
    assert.deepEqual(asked, [FIRST.href]);
  });

  it('are one and empty where the service sends an empty array', async () => {
    assert.deepEqual(await collect(reader({ [FIRST.href]: [] }).read()), [[]]);
  });

  it('hold the items as the service sent them, whatever they are', async () => {
    const items = [null, 'text', { id: 1, deep: [{}] }, [], 0];
    const [page] = await collect(reader({ [FIRST.href]: items }).read());
    assert.equal(page, items);
  });

  it('are followed to their end where there are more', async () => {
    const second = 'https://inode.example/api/v1/links/?page=2&page_size=2';
    const third = 'https://inode.example/api/v1/links/?page=3&page_size=2';
    const { asked, read } = reader({
      [FIRST.href]: { count: 5, next: second, previous: null, results: [1, 2] },
      [second]: { count: 5, next: third, previous: FIRST.href, results: [3, 4] },
      [third]: { count: 5, next: null, previous: second, results: [5] },
    });
    assert.deepEqual(await collect(read()), [[1, 2], [3, 4], [5]]);
    assert.deepEqual(asked, [FIRST.href, second, third]);
  });

  for (const next of [null, undefined, '']) {
    it(`end where next is ${next === '' ? 'empty' : next}`, async () => {
      const { read } = reader({ [FIRST.href]: { next, results: [1] } });
      assert.deepEqual(await collect(read()), [[1]]);
    });
  }

  for (const [next, second] of [
    ['?page=2', 'https://inode.example/api/v1/links/?page=2'],
    ['/api/v2/links/', 'https://inode.example/api/v2/links/'],
    ['//inode.example/next', 'https://inode.example/next'],
    ['https://INODE.example:443/next', 'https://inode.example/next'],
    ['http://inode.example/next?page=2', 'https://inode.example/next?page=2'],
    ['http://inode.example:8000/next', 'https://inode.example/next'],
    ['https://inode.example:8443/next', 'https://inode.example/next'],
  ] as const) {
    it(`continue at ${next}, relative to the page that says so`, async () => {
      const { asked, read } = reader({ [FIRST.href]: { next, results: [1] }, [second]: [2] });
      assert.deepEqual(await collect(read()), [[1], [2]]);
      assert.deepEqual(asked, [FIRST.href, second]);
    });
  }

  it('are asked for one by one, only when somebody wants them', async () => {
    const { asked, read } = reader({ [FIRST.href]: { next: '?page=2', results: [1] } });
    for await (const { items } of read()) {
      assert.deepEqual(items, [1]);
      break;
    }
    assert.deepEqual(asked, [FIRST.href]);
  });

  it('continue at their own server, where the host of the next one is ignored', async () => {
    const second = 'https://inode.example/inner/?page=2';
    const bodies = {
      [FIRST.href]: { next: 'http://backend:8000/inner/?page=2', results: [1] },
      [second]: [2],
    };
    const { asked, read } = reader(bodies, { ignoreNextHost: true });
    assert.deepEqual(await collect(read()), [[1], [2]]);
    assert.deepEqual(asked, [FIRST.href, second]);
  });

  const itselfPlain = { next: FIRST.href.replace('https:', 'http:'), results: [] };
  const WRONG: [what: string, body: unknown, code: ErrorCode, reason: RegExp][] = [
    ['null', null, 'ANSWER_INVALID', /^noList$/],
    ['a string', 'links', 'ANSWER_INVALID', /^noList$/],
    ['a number', 5, 'ANSWER_INVALID', /^noList$/],
    ['an object without results', { detail: 'Hello.' }, 'ANSWER_INVALID', /^noList$/],
    ['results that are null', { results: null }, 'ANSWER_INVALID', /^resultsNoList$/],
    ['results that are an object', { results: { 0: 1 } }, 'ANSWER_INVALID', /^resultsNoList$/],
    ['a next that is a number', { next: 2, results: [] }, 'ANSWER_INVALID', /^nextNoAddress$/],
    [
      'a next that is no address',
      { next: 'http://[', results: [] },
      'PAGING_INVALID',
      /^nextInvalid$/,
    ],
    [
      'a next that is longer than any address',
      { next: `?page=${'2'.repeat(10_000)}`, results: [] },
      'PAGING_INVALID',
      /^nextInvalid$/,
    ],
    [
      'a next on another server',
      { next: 'https://evil.example/', results: [] },
      'PAGING_INVALID',
      /^nextElsewhere$/,
    ],
    [
      'a next of another protocol',
      { next: 'javascript:alert(1)', results: [] },
      'PAGING_INVALID',
      /^nextInvalid$/,
    ],
    [
      'a next with a user name',
      { next: 'https://a:b@inode.example/', results: [] },
      'PAGING_INVALID',
      /^nextInvalid$/,
    ],
    ['itself without TLS as next', itselfPlain, 'PAGING_INVALID', /^nextAgain$/],
    ['itself as next', { next: FIRST.href, results: [] }, 'PAGING_INVALID', /^nextAgain$/],
    [
      'itself as next, with a fragment',
      { next: `${FIRST.href}#a`, results: [] },
      'PAGING_INVALID',
      /^nextAgain$/,
    ],
  ];
  for (const [what, body, code, reason] of WRONG) {
    it(`end with an error for ${what}, and nothing more is asked for`, async () => {
      const { asked, read } = reader({ [FIRST.href]: body });
      const error = await rejection(collect(read()));
      assert.equal(error.code, code);
      assert.match(String(error.facts.reason), reason);
      assert.deepEqual(asked, [FIRST.href]);
    });
  }

  it('end with an error when a later one leads back', async () => {
    const { read } = reader({
      [FIRST.href]: { next: '/second', results: [1] },
      'https://inode.example/second': { next: FIRST.href, results: [2] },
    });
    assert.equal((await rejection(collect(read()))).code, 'PAGING_INVALID');
  });

  it('end with an error after ten thousand', async () => {
    let asked = 0;
    const fetchPage = async () => assertPage({ next: `?page=${++asked + 1}`, results: [] });
    const endless = pages(fetchPage, { url: FIRST });
    const { code, facts } = await rejection(collect(endless));
    assert.deepEqual(
      [code, String(facts.reason)],
      ['PAGING_INVALID', 'tooManyPages(pages: 10000)'],
    );
    assert.equal(asked, 10_000);
  });

  it('end with the error of whoever fetches them, as it is', async () => {
    const failure = new ServiceError('NOT_FOUND', { statusCode: 404 });
    const list = pages(() => Promise.reject(failure), { url: FIRST });
    assert.equal(await rejection(collect(list)), failure);
  });
});
