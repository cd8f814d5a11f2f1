import assert from 'node:assert/strict';
import { asObject, asObjects, jsonOf, useSimulator, withClock } from '../support';
import { send, signIn } from './client';

const PRICES = 'data/historical-pricing/v1/views/interday-summaries';

describe("the simulator's RDP data endpoints", () => {
  const simulator = useSimulator();
  let accessToken: string;
  beforeEach(async () => {
    ({ accessToken } = await signIn(simulator.current));
  });

  const call = (path: string, init = {}) => send(simulator.current, accessToken, path, init);

  async function series(path: string) {
    const [answer, ...others] = asObjects(await (await call(`${PRICES}/${path}`)).json());
    assert.ok(answer);
    assert.deepEqual(others, []);
    return answer;
  }

  async function dates(path: string): Promise<unknown[]> {
    return asObjects((await series(path))['data']).map((row) => row[0]);
  }

  it('require a Bearer token before they look at the path', async () => {
    for (const [response, message] of [
      [await fetch(`${simulator.current.rdp.baseUrl}nowhere`), 'token missing'],
      [await send(simulator.current, `${accessToken}x`, 'data/echo'), 'token invalid'],
    ] as const) {
      const { id, ...error } = asObject((await jsonOf(response, 401))['error']);
      assert.match(String(id), /^[\da-f-]{36}$/);
      assert.deepEqual(error, { code: '401', message, status: 'Unauthorized' });
    }
  });

  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
    it(`echo a ${method}, without the secrets in its headers`, async () => {
      const sent = method === 'GET' ? {} : { body: '{"name": "mine"}' };
      const headers = { 'content-type': 'application/json', cookie: 'session=1', 'x-probe': 'yes' };
      const path = 'data/echo?a=1&b=2&b=3';
      const { headers: got, ...echo } = await jsonOf(
        await call(path, { method, headers, ...sent }),
      );
      assert.deepEqual(echo, {
        method,
        path: '/rdp/data/echo',
        query: { a: '1', b: ['2', '3'] },
        body: method === 'GET' ? null : { name: 'mine' },
      });
      const { authorization, cookie, ...others } = asObject(got);
      assert.deepEqual([authorization, cookie], [undefined, undefined]);
      assert.equal(others['x-probe'], 'yes');
    });
  }

  it('echo a body that is not JSON as text', async () => {
    const plain = { method: 'POST', body: 'not {JSON', headers: { 'content-type': 'text/plain' } };
    assert.equal((await jsonOf(await call('data/echo', plain)))['body'], 'not {JSON');
  });

  it("answer an unknown path, and a method that prices do not have, with RDP's error", async () => {
    const { id: _, ...error } = asObject((await jsonOf(await call('data/nowhere'), 404))['error']);
    assert.deepEqual(error, { code: '404', message: 'Not Found', status: 'Not Found' });
    await jsonOf(await call(`${PRICES}/VOD.L`, { method: 'POST' }), 405);
  });

  it('give prices a column for each header, the newest day first', async () => {
    const { universe, interval, headers, data } = await series('VOD.L');
    assert.deepEqual([universe, interval], [{ ric: 'VOD.L' }, 'P1D']);
    assert.deepEqual(
      asObjects(headers).map(({ name }) => name),
      ['DATE', 'OPEN_PRC', 'HIGH_1', 'LOW_1', 'TRDPRC_1', 'ACVOL_UNS'],
    );
    assert.ok(Array.isArray(data) && data.length === 20);
    for (const [index, [date, open, high, low, close, volume, ...rest]] of data.entries()) {
      assert.match(date, /^\d{4}-\d\d-\d\d$/);
      if (index > 0) assert.ok(date < data[index - 1][0]);
      assert.ok(low <= Math.min(open, close) && high >= Math.max(open, close) && low > 0);
      assert.ok(Number.isInteger(volume));
      assert.deepEqual(rest, []);
    }
  });

  it('give prices of the weekdays from start to end, as many as the request wants', async () => {
    const range = '?start=2024-02-29&end=2024-03-05T10:00:00.000Z';
    const days = ['2024-03-05', '2024-03-04', '2024-03-01', '2024-02-29'];
    assert.deepEqual(await dates(`IBM.N${range}`), days);
    assert.deepEqual(await dates(`IBM.N${range}&count=2`), days.slice(0, 2));
    assert.equal((await dates('IBM.N?start=2024-01-01&end=2024-12-31')).length, 262);
  });

  it('give prices up to the last weekday before today, the same ones each day', async () => {
    await withClock(Date.now(), async (clock) => {
      const monday = Date.parse('2026-06-08T00:00:00Z');
      clock.setSystemTime(monday);
      ({ accessToken } = await signIn(simulator.current));
      const friday = asObjects((await series('EUR%3D?count=1'))['data']);
      assert.equal(friday[0]?.[0], '2026-06-05');
      clock.setSystemTime(monday + 86_400_000);
      ({ accessToken } = await signIn(simulator.current));
      const later = asObjects((await series('EUR%3D?count=2'))['data']);
      assert.equal(later[0]?.[0], '2026-06-08');
      assert.deepEqual(later[1], friday[0]);
      assert.notDeepEqual(asObjects((await series('GBP%3D?count=2'))['data']), later);
    });
  });

  it('say in their answer that there is no such instrument', async () => {
    assert.deepEqual(await series('NONSENSE'), {
      universe: { ric: 'NONSENSE' },
      status: {
        code: 'TS.Interday.UserRequestError.90001',
        message: 'The universe is not found.',
      },
    });
  });

  for (const query of ['count=0', 'count=many', 'start=soon', 'end=']) {
    it(`refuse prices with ${query}`, async () => {
      assert.equal((await call(`${PRICES}/VOD.L?${query}`)).status, 400);
    });
  }
});
