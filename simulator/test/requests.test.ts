import assert from 'node:assert/strict';
import { RequestLog } from '../request-log';
import { apiKey, get, passwordForm, rawGet, signIn } from './inode/client';
import { pausesUntil, useSimulator, withSimulator, withTimers } from './support';

/** Milliseconds that no test waits for. */
const HOUR = 3_600_000;

describe('the simulator', () => {
  const simulator = useSimulator();

  it('records what it received and what it answered', async () => {
    const before = Date.now();
    await get(simulator.current, 'v1/links/?page=9&a=%20b', { 'x-probe': 'yes' });
    await signIn(simulator.current);
    const [list, token] = simulator.current.requests;
    assert.ok(list && token);
    assert.deepEqual(
      [list.method, list.path, list.search, list.status],
      ['GET', '/api/v1/links/', 'page=9&a=%20b', 401],
    );
    assert.equal(list.headers['x-probe'], 'yes');
    assert.ok(list.at >= before && list.at <= Date.now());
    const form = passwordForm(simulator.current);
    assert.deepEqual(token.body, form);
    assert.equal(token.text, new URLSearchParams(form).toString());
  });

  it('records a body as it was sent, and reads only what is labeled as a form', async () => {
    const text = 'a=1&b=ä+%20';
    for (const type of ['application/json', 'application/x-www-form-urlencoded;charset=utf-8']) {
      const headers = { 'content-type': type };
      await fetch(simulator.current.baseUrl, { method: 'POST', headers, body: text });
    }
    assert.deepEqual(
      simulator.current.requests.map((request) => [request.text, request.body]),
      [
        [text, {}],
        [text, { a: '1', b: 'ä  ' }],
      ],
    );
  });

  it('records and spoils the requests to all of its services', async () => {
    simulator.current.faults.add({ fault: { kind: 'answer', status: 503 }, times: 3 });
    const { baseUrl, innerspace, rdp } = simulator.current;
    const urls = [`${baseUrl}v1/links/`, innerspace.baseUrl, rdp.tokenUrl];
    for (const url of urls) await fetch(url, { method: 'POST' });
    assert.deepEqual(
      simulator.current.requests.map(({ path, status }) => [path, status]),
      urls.map((url) => [new URL(url).pathname, 503]),
    );
  });

  it('counts requests by method, path, grant and status', async () => {
    await signIn(simulator.current);
    await get(simulator.current, 'v1/links/');
    await get(simulator.current, 'v1/links/', {});
    assert.equal(simulator.current.count(), 3);
    assert.equal(simulator.current.count({ path: '/api/oauth/token/', grant: 'password' }), 1);
    assert.equal(simulator.current.count({ grant: 'refresh_token' }), 0);
    assert.equal(simulator.current.count({ method: 'GET', status: 401 }), 1);
  });

  it('keeps the last 10,000 requests and counts all of them', () => {
    const log = new RequestLog();
    const received = { method: 'GET', search: '', headers: {}, text: '', body: {} };
    for (let index = 0; index < 10_010; index += 1) {
      log.open({ ...received, path: `/${index % 2}` }).close(200);
    }
    assert.equal(log.requests.length, 10_000);
    assert.equal(log.count({ path: '/0', status: 200 }), 5_005);
  });

  it('records how many requests to a path were waiting at the same time', async () => {
    await withTimers(async (clock) => {
      simulator.current.faults.add({ fault: { kind: 'delay', ms: HOUR }, times: 2 });
      const list = () => rawGet(simulator.current, 'v1/links/');
      const both = Promise.all([list(), list()]);
      while (clock.countTimers() < 2) await new Promise(setImmediate);
      clock.tick(HOUR);
      await both;
      await list();
    });
    assert.deepEqual(
      simulator.current.requests.map(({ overlapping }) => overlapping),
      [0, 1, 0],
    );
  });

  it('records no status for a request without an answer', async () => {
    simulator.current.faults.add({ fault: { kind: 'reset' } });
    await rawGet(simulator.current, 'v1/links/');
    assert.equal(simulator.current.requests[0]?.status, undefined);
    assert.equal(simulator.current.count(), 1);
  });

  it('waits the latency before every answer', async () => {
    await withSimulator({ latency: 60 }, async (slow) => {
      const outcome = rawGet(slow, 'v1/links/');
      assert.deepEqual(await pausesUntil(outcome), [60]);
      assert.match((await outcome).received, /^HTTP\/1\.1 200 OK\r\n/);
    });
  });

  it('closes whatever is in flight, and leaves no timer behind', async () => {
    await withTimers(async (clock) => {
      const kinds = [
        { kind: 'hang' },
        { kind: 'delay', ms: HOUR },
        { kind: 'drip', bytes: 1, interval: HOUR },
      ] as const;
      for (const fault of kinds) simulator.current.faults.add({ fault });
      const requests = Promise.all(kinds.map(() => rawGet(simulator.current, 'v1/links/')));
      while (clock.countTimers() < 2) await new Promise(setImmediate);
      await simulator.current.close();
      const areComplete = (await requests).map(({ received }) => received.endsWith('}'));
      assert.deepEqual(areComplete, [false, false, false]);
      assert.equal(clock.countTimers(), 0);
    });
    await assert.rejects(get(simulator.current, 'v1/links/'));
  });

  for (const encoding of ['gzip', 'deflate', 'br']) {
    it(`compresses with ${encoding} where it is allowed to and the client likes that best`, async () => {
      await withSimulator({ compress: true }, async (compressing) => {
        const accepted = { 'accept-encoding': `br;q=0.1, gzip;q=0, ${encoding}` };
        const headers = { ...apiKey(compressing), ...accepted };
        const response = await get(compressing, 'v1/devices/?no_pagination', headers);
        assert.equal(response.headers.get('content-encoding'), encoding);
        assert.match(await response.text(), /^\[\{"id":101,.*\}\]$/);
      });
    });
  }
});
