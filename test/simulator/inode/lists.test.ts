import assert from 'node:assert/strict';
import { type Simulator, startSimulator } from '../../../simulator/index';
import { apiKey, get, wholeList } from '../client';

const HTML_ANSWER = '200 text/html; charset=utf-8';
const JSON_ANSWER = '200 application/json';

describe('simulator: lists', () => {
  let simulator: Simulator;

  before(async () => {
    simulator = await startSimulator({ links: 25, pageSize: 10 });
  });
  after(() => simulator.close());

  async function typeFor(accept: string): Promise<string> {
    const response = await get(simulator, 'v1/links/', { ...apiKey(simulator), accept });
    return `${response.status} ${response.headers.get('content-type')}`;
  }

  it('follows next from page to page to the whole list', async () => {
    const seen: unknown[] = [];
    let next: string | null = `${simulator.baseUrl}v1/links/`;
    while (next !== null) {
      const response = await fetch(next, { headers: apiKey(simulator) });
      const page: { results: { id: unknown }[]; next: string | null; count: number } = Object(
        await response.json(),
      );
      assert.equal(page.count, 25);
      seen.push(...page.results.map(({ id }) => id));
      next = page.next;
    }
    assert.deepEqual(
      seen,
      (await wholeList(simulator, 'links')).map(({ id }) => id),
    );
  });

  it('links a page to its neighbours by absolute addresses that keep the query', async () => {
    const response = await get(simulator, 'v1/links/?page_size=5&page=2&grid=Centretown');
    const { next, previous, results } = Object(await response.json());
    const url = `${simulator.baseUrl}v1/links/?grid=Centretown`;
    assert.equal(next, `${url}&page=3&page_size=5`);
    assert.equal(previous, `${url}&page_size=5`);
    assert.equal(results.length, 5);
  });

  it('answers a page past the end with 404 in JSON', async () => {
    const response = await get(simulator, 'v1/links/?page=4');
    assert.equal(response.status, 404);
    assert.deepEqual(await response.json(), { detail: 'Invalid page.' });
  });

  it('filters by the fields that are named in the query and ignores other names', async () => {
    const items = await wholeList(simulator, 'links');
    const response = await get(simulator, 'v1/links/?no_pagination&origin_sensor=101&other=1');
    const found: { id: unknown }[] = Object(await response.json());
    assert.deepEqual(
      found.map(({ id }) => id),
      items.filter((item) => item['origin_sensor'] === 101).map(({ id }) => id),
    );
    assert.notEqual(found.length, 0);
  });

  it('serves the browsable page to those who ask for HTML', async () => {
    assert.equal(await typeFor('text/html'), HTML_ANSWER);
    assert.equal(await typeFor('text/*'), HTML_ANSWER);
    assert.equal(await typeFor('*/*, text/html'), HTML_ANSWER);
  });

  it('serves JSON where both are accepted, unless HTML is asked for more precisely', async () => {
    assert.equal(await typeFor('*/*'), JSON_ANSWER);
    assert.equal(await typeFor('text/html, application/json;q=0.1'), JSON_ANSWER);
    assert.equal(await typeFor('application/json, text/html;level=1'), HTML_ANSWER);
  });

  it('answers 406 where it can serve nothing that is accepted', async () => {
    assert.equal(await typeFor('application/xml'), '406 application/json');
  });

  it('sends a path without its slash on to a relative address', async () => {
    const response = await get(simulator, 'v1/devices?no_pagination');
    assert.equal(response.status, 301);
    assert.equal(response.headers.get('location'), '/api/v1/devices/?no_pagination');
  });

  it('answers an unknown path with 404 in HTML', async () => {
    const response = await get(simulator, 'v2/');
    assert.equal(response.status, 404);
    assert.match(await response.text(), /^<!doctype html>/);
  });

  it('answers a POST with 405 in JSON', async () => {
    const response = await fetch(`${simulator.baseUrl}v1/links/`, {
      method: 'POST',
      headers: apiKey(simulator),
    });
    assert.equal(response.status, 405);
    assert.deepEqual(await response.json(), { detail: 'Method "POST" not allowed.' });
  });

  it('compresses as the client asks when it is told to', async () => {
    const compressing = await startSimulator({ compress: true });
    try {
      const plain = await (await get(compressing, 'v1/devices/?no_pagination')).json();
      for (const encoding of ['gzip', 'deflate', 'br']) {
        const accepted = {
          ...apiKey(compressing),
          'accept-encoding': `br;q=0.1, gzip;q=0, ${encoding}`,
        };
        const response = await get(compressing, 'v1/devices/?no_pagination', accepted);
        assert.equal(response.headers.get('content-encoding'), encoding);
        assert.equal(Object(await response.json()).length, Object(plain).length);
      }
    } finally {
      await compressing.close();
    }
  });
});
