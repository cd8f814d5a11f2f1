import assert from 'node:assert/strict';
import { type Simulator, startSimulator } from '../../../simulator/index';
import { jsonOf } from '../json-of';
import { send, signIn } from './client';

const ECHO = 'data/echo';
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
    const unknown = await send(simulator, `${accessToken}x`, 'GET', ECHO);
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

  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
    it(`echo a ${method}, without the secrets in its headers`, async () => {
      const fields = method === 'GET' ? undefined : { name: 'mine' };
      const path = `${ECHO}?a=1&b=2&b=3`;
      const { headers, ...echo } = await jsonOf(await call(method, path, fields));
      assert.deepEqual(echo, {
        method,
        path: `/rdp/${ECHO}`,
        query: { a: '1', b: ['2', '3'] },
        body: fields ?? null,
      });
      assert.equal(Object(headers).authorization, undefined);
    });
  }

  it('have no other method for prices', async () => {
    await errorOf(await call('POST', `${PRICES}/VOD.L`, {}), 405);
  });
});
