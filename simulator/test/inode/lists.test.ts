import assert from 'node:assert/strict';
import { buildCity } from '../../../src/sample/city';
import { devicesAt } from '../../../src/sample/devices';
import { linksAt } from '../../../src/sample/links';
import { jsonOf, useSimulator, withClock, withSimulator } from '../support';
import { apiKey, bearer, completeList, get, signIn } from './client';

const NOT_PROVIDED = { detail: 'Authentication credentials were not provided.' };
const REALM = 'Bearer realm="api"';

describe("a list of the simulator's iNode", () => {
  const simulator = useSimulator({ links: 25, pageSize: 10, accessTokenLifetime: 600 });

  it('shows the sample city as it is when it is asked for', async () => {
    const city = buildCity({ links: 25 });
    await withClock(Date.parse('2026-06-10T04:00:00Z'), async (clock) => {
      assert.deepEqual(await completeList(simulator.current, 'links'), linksAt(city, Date.now()));
      clock.setSystemTime(Date.parse('2026-06-10T12:00:00Z'));
      const devices = await completeList(simulator.current, 'devices');
      assert.deepEqual(devices, devicesAt(city, Date.now()));
    });
  });

  it('comes in pages, linked by absolute addresses that keep the query', async () => {
    const response = await get(simulator.current, 'v1/links/?page_size=5&page=2&grid=Centretown');
    const { count, next, previous, results } = await jsonOf(response);
    assert.equal(count, 25);
    const url = `${simulator.current.baseUrl}v1/links/?grid=Centretown`;
    assert.equal(next, `${url}&page=3&page_size=5`);
    assert.equal(previous, `${url}&page_size=5`);
    assert.ok(Array.isArray(results) && results.length === 5);
    const last = await get(simulator.current, 'v1/links/?page=3');
    assert.equal((await jsonOf(last))['next'], null);
    const pastTheEnd = await get(simulator.current, 'v1/links/?page=4');
    assert.deepEqual(await jsonOf(pastTheEnd, 404), { detail: 'Invalid page.' });
  });

  it('keeps the items that equal the fields named in the query, and ignores other names', async () => {
    const items = await completeList(simulator.current, 'links');
    const query = 'no_pagination&origin_sensor=101&other=1';
    const found = await (await get(simulator.current, `v1/links/?${query}`)).json();
    assert.deepEqual(
      found,
      items.filter((item) => item['origin_sensor'] === 101),
    );
    assert.ok(Array.isArray(found) && found.length > 0);
  });

  const TYPES: [accept: string, answer: string][] = [
    ['text/html', '200 text/html; charset=utf-8'],
    ['*/*, text/html', '200 text/html; charset=utf-8'],
    ['application/json, text/html;level=1', '200 text/html; charset=utf-8'],
    ['*/*', '200 application/json'],
    ['text/html, application/json;q=0.1', '200 application/json'],
    ['application/xml', '406 application/json'],
  ];
  for (const [accept, answer] of TYPES) {
    it(`answers ${answer} to Accept: ${accept}`, async () => {
      const headers = { ...apiKey(simulator.current), accept };
      const response = await get(simulator.current, 'v1/links/', headers);
      assert.equal(`${response.status} ${response.headers.get('content-type')}`, answer);
    });
  }

  it('is answered with 304 to those who have it, where validators are on', async () => {
    await withSimulator({ validators: true }, (validating) =>
      withClock(Date.now(), async (clock) => {
        const first = await get(validating, 'v1/devices/');
        const etag = first.headers.get('etag') ?? '';
        const known = { ...apiKey(validating), 'if-none-match': etag };
        const second = await get(validating, 'v1/devices/', known);
        assert.deepEqual([second.status, await second.text()], [304, '']);
        clock.setSystemTime(Date.now() + 60_000);
        assert.equal((await get(validating, 'v1/devices/', known)).status, 200);
      }),
    );
  });

  it('sends a path without its slash on to a relative address', async () => {
    const response = await get(simulator.current, 'v1/devices?no_pagination');
    assert.equal(response.status, 301);
    assert.equal(response.headers.get('location'), '/api/v1/devices/?no_pagination');
  });

  it('refuses a POST in JSON, and an unknown path in HTML', async () => {
    const post = { method: 'POST', headers: apiKey(simulator.current) };
    const posted = await fetch(`${simulator.current.baseUrl}v1/links/`, post);
    assert.deepEqual(await jsonOf(posted, 405), { detail: 'Method "POST" not allowed.' });
    const unknown = await get(simulator.current, 'v2/');
    assert.equal(unknown.status, 404);
    assert.match(await unknown.text(), /^<!doctype html>/);
  });

  async function assertUnauthorized(
    headers: Record<string, string>,
    body: object,
    challenge: string,
  ): Promise<void> {
    const response = await get(simulator.current, 'v1/devices/', headers);
    assert.equal(response.headers.get('www-authenticate'), challenge);
    assert.deepEqual(await jsonOf(response, 401), body);
  }

  it('refuses a wrong API key, and none, with a Bearer challenge', async () => {
    const wrong = { authorization: 'Token wrong' };
    await assertUnauthorized(wrong, { detail: 'Invalid token.' }, REALM);
    await assertUnauthorized({}, NOT_PROVIDED, REALM);
  });

  it('reports an expired access token from an unknown one in the challenge alone', async () => {
    const { accessToken } = await signIn(simulator.current);
    const invalid = `${REALM},error="invalid_token",error_description="The access token`;
    await withClock(Date.now() + 599_000, async (clock) => {
      const headers = bearer(accessToken);
      assert.equal((await get(simulator.current, 'v1/devices/', headers)).status, 200);
      clock.tick(2_000);
      await assertUnauthorized(headers, NOT_PROVIDED, `${invalid} has expired."`);
      simulator.current.revokeAccessTokens();
      await assertUnauthorized(headers, NOT_PROVIDED, `${invalid} is invalid."`);
    });
  });
});
