import assert from 'node:assert/strict';
import { KeptPages } from '../../../src/list/kept-pages';
import { answerOf } from '../../support/answer-of';

const url = new URL('http://127.0.0.1/links/');
const page = () => ({ items: [{ id: 1, tags: ['a'] }], isBare: true, next: undefined });
const answer = (headers: Record<string, string>) => answerOf('', { headers });

describe('Kept pages', () => {
  it('ask by what the service called their state', async () => {
    const kept = new KeptPages();
    await kept.keep(url, answer({ etag: 'W/"7"', 'last-modified': 'yesterday' }), page());
    assert.deepEqual(kept.find(url)?.conditions, {
      'If-None-Match': 'W/"7"',
      'If-Modified-Since': 'yesterday',
    });
    assert.equal(kept.find(new URL('?page=2', url)), undefined);
  });

  it('are none where the service gives no validator, or wants nothing kept', async () => {
    const kept = new KeptPages();
    await kept.keep(url, answer({}), page());
    assert.equal(kept.find(url), undefined);
    await kept.keep(url, answer({ etag: '"7"', 'cache-control': 'private, No-Store' }), page());
    assert.equal(kept.find(url), undefined);
  });

  it('are forgotten when the service stops giving validators', async () => {
    const kept = new KeptPages();
    await kept.keep(url, answer({ etag: '"7"' }), page());
    await kept.keep(url, answer({}), page());
    assert.equal(kept.find(url), undefined);
  });

  it('do not change with what the flow got', async () => {
    const kept = new KeptPages();
    const sent = page();
    await kept.keep(url, answer({ etag: '"7"' }), sent);
    sent.items[0]?.tags.push('b');
    sent.items.pop();
    assert.deepEqual(kept.find(url)?.page, page());
  });

  it('are the last 32', async () => {
    const kept = new KeptPages();
    const urls = Array.from({ length: 40 }, (_, index) => new URL(`?page=${index}`, url));
    for (const each of urls) await kept.keep(each, answer({ etag: '"7"' }), page());
    assert.equal(urls.filter((each) => kept.find(each) !== undefined).length, 32);
    assert.notEqual(kept.find(new URL('?page=39', url)), undefined);
  });
});
