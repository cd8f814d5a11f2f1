import assert from 'node:assert/strict';
import { PageCache } from '../../../src/list/page-cache';
import { answerOf } from '../../support/answer-of';

const url = 'http://127.0.0.1/links/';
const MB = 2 ** 20;
const page = (size = 100) => ({
  items: [{ id: 1, tags: ['a'] }],
  isBare: true,
  next: undefined,
  size,
});
const answer = (headers: Record<string, string>) => answerOf('', { headers });

describe('cached pages', () => {
  it('ask by what the service called their state', async () => {
    const kept = new PageCache();
    await kept.keep(url, answer({ etag: 'W/"7"', 'last-modified': 'yesterday' }), page());
    assert.deepEqual(kept.find(url)?.conditions, {
      'If-None-Match': 'W/"7"',
      'If-Modified-Since': 'yesterday',
    });
    assert.equal(kept.find(`${url}?page=2`), undefined);
  });

  it('are not kept where the service gives no validator, or forbids it', async () => {
    const kept = new PageCache();
    await kept.keep(url, answer({}), page());
    assert.equal(kept.find(url), undefined);
    await kept.keep(url, answer({ etag: '"7"', 'cache-control': 'private, No-Store' }), page());
    assert.equal(kept.find(url), undefined);
  });

  it('are forgotten when the service stops giving validators', async () => {
    const kept = new PageCache();
    await kept.keep(url, answer({ etag: '"7"' }), page());
    await kept.keep(url, answer({}), page());
    assert.equal(kept.find(url), undefined);
  });

  it('do not change with what the flow got', async () => {
    const kept = new PageCache();
    const sent = page();
    await kept.keep(url, answer({ etag: '"7"' }), sent);
    sent.items[0]?.tags.push('b');
    sent.items.pop();
    assert.deepEqual(kept.find(url)?.page, page());
  });

  it('are those of the last answer, though its validator is that of the one before', async () => {
    const kept = new PageCache();
    await kept.keep(url, answer({ etag: 'W/"7"' }), page());
    await kept.keep(url, answer({ etag: 'W/"7"' }), { ...page(), items: ['new'] });
    assert.deepEqual(kept.find(url)?.page.items, ['new']);
  });

  it('are copied once where several read the same answer', async () => {
    const kept = new PageCache();
    const shared = answer({ etag: '"7"' });
    await Promise.all([kept.keep(url, shared, page()), kept.keep(url, { ...shared }, page())]);
    const first = kept.find(url);
    await kept.keep(url, { ...shared }, page());
    assert(first !== undefined);
    assert.equal(kept.find(url), first);
  });

  it('are forgotten when they are outdated, but not what came in their place', async () => {
    const kept = new PageCache();
    await kept.keep(url, answer({ etag: '"7"' }), page());
    const outdated = kept.find(url);
    await kept.keep(url, answer({ etag: '"8"' }), page());
    kept.forget(url, outdated);
    assert.equal(kept.find(url)?.conditions['If-None-Match'], '"8"');
    kept.forget(url, kept.find(url));
    assert.equal(kept.find(url), undefined);
  });

  describe('where there is no room for all', () => {
    const urls = Array.from({ length: 100 }, (_, index) => `${url}?page=${index}`);
    async function keepAll(kept: PageCache, bytes: number): Promise<void> {
      for (const each of urls) await kept.keep(each, answer({ etag: '"7"' }), page(bytes));
    }
    const keptOf = (kept: PageCache) =>
      urls.flatMap((each, index) => (kept.find(each) === undefined ? [] : [index]));

    it('are as many as fit, however many they are', async () => {
      const kept = new PageCache(32 * MB);
      await keepAll(kept, 300_000);
      assert.equal(keptOf(kept).length, 100);
      await keepAll(kept, 8 * MB);
      assert.deepEqual(keptOf(kept), [96, 97, 98, 99]);
    });

    it('are those that were asked for last', async () => {
      const kept = new PageCache(32 * MB);
      for (const each of urls.slice(0, 20)) {
        await kept.keep(each, answer({ etag: '"7"' }), page(8 * MB));
        kept.find(`${url}?page=0`);
      }
      assert.deepEqual(keptOf(kept), [0, 17, 18, 19]);
    });

    it('are not those that have none alone, which drive nobody else out', async () => {
      const kept = new PageCache(32 * MB);
      await kept.keep(url, answer({ etag: '"7"' }), page());
      const long = `${url}?page=2`;
      await kept.keep(long, answer({ etag: '"7"' }), page(33 * MB));
      assert.equal(kept.find(long), undefined);
      assert.notEqual(kept.find(url), undefined);
    });
  });
});
