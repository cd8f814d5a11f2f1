import assert from 'node:assert/strict';
import { type Simulator, startSimulator } from '../../../simulator/index';
import { jsonOf } from '../json-of';
import { send, signIn } from './client';

const LISTS = 'data/watchlists/v1/lists';
const PRICES = 'data/historical-pricing/v1/views/interday-summaries';

describe('simulator: RDP data endpoints', () => {
  let simulator: Simulator;
  let accessToken: string;

  beforeEach(async () => {
    simulator = await startSimulator();
    ({ accessToken } = await signIn(simulator));
  });
  afterEach(() => simulator.close());

  function call(method: string, path: string, body?: object): Promise<Response> {
    return send(simulator, accessToken, method, path, body);
  }

  /** What the error in an answer says, save its id. */
  async function errorOf(response: Response, status: number): Promise<unknown> {
    const { id, ...error } = Object((await jsonOf(response, status))['error']);
    assert.match(id, /^[\da-f-]{36}$/);
    return error;
  }

  it('want a Bearer token before they look at the path', async () => {
    const missing = await fetch(`${simulator.rdp.baseUrl}nowhere`);
    assert.deepEqual(await errorOf(missing, 401), {
      code: '401',
      message: 'token missing',
      status: 'Unauthorized',
    });
    const unknown = await send(simulator, `${accessToken}x`, 'GET', LISTS);
    assert.deepEqual(await errorOf(unknown, 401), {
      code: '401',
      message: 'token invalid',
      status: 'Unauthorized',
    });
  });

  it("answer an unknown path with RDP's error", async () => {
    assert.deepEqual(await errorOf(await call('GET', 'data/nowhere'), 404), {
      code: '404',
      message: 'Not Found',
      status: 'Not Found',
    });
  });

  it('store a list each time that it is posted', async () => {
    const fields = { name: 'banks', universe: ['IBM.N', 'VOD.L'] };
    const created = [await call('POST', LISTS, fields), await call('POST', LISTS, fields)];
    const [first, second] = await Promise.all(created.map((response) => jsonOf(response, 201)));
    assert.notEqual(first?.['id'], second?.['id']);
    assert.deepEqual(first, { ...fields, id: first?.['id'] });
    assert.deepEqual(simulator.rdp.watchlists, [first, second]);
    assert.deepEqual(await jsonOf(await call('GET', LISTS)), { total: 2, data: [first, second] });
  });

  it('read, replace, change and delete a list', async () => {
    const created = await jsonOf(await call('POST', LISTS, { name: 'a', note: 'b' }), 201);
    const path = `${LISTS}/${String(created['id'])}`;
    const { id } = created;
    assert.deepEqual(await jsonOf(await call('GET', path)), created);
    assert.deepEqual(await jsonOf(await call('PATCH', path, { name: 'c' })), {
      name: 'c',
      note: 'b',
      id,
    });
    assert.deepEqual(await jsonOf(await call('PUT', path, { name: 'd' })), { name: 'd', id });
    const deleted = await call('DELETE', path);
    assert.equal(deleted.status, 204);
    assert.equal(deleted.headers.get('content-length'), null);
    assert.equal(await deleted.text(), '');
    assert.equal((await call('GET', path)).status, 404);
    assert.deepEqual(simulator.rdp.watchlists, []);
  });

  it('take nothing but a JSON object, and no other method', async () => {
    const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'text/plain' };
    const plain = { method: 'POST', headers, body: '{}' };
    await errorOf(await fetch(simulator.rdp.baseUrl + LISTS, plain), 415);
    await errorOf(await call('POST', LISTS, []), 400);
    await errorOf(await call('DELETE', LISTS), 405);
    await errorOf(await call('POST', `${PRICES}/VOD.L`, {}), 405);
  });
});
