import assert from 'node:assert/strict';
import { type Simulator, startSimulator } from '../../simulator/index';
import { RequestLog } from '../../simulator/request-log';
import { get, passwordForm, rawGet, signIn } from './client';

/** Milliseconds that no test is given: who waits for them hangs until mocha ends the test. */
const HOUR = 3_600_000;

describe('simulator: requests', () => {
  let simulator: Simulator;

  beforeEach(async () => {
    simulator = await startSimulator();
  });
  afterEach(() => simulator.close());

  it('records what it received and what it answered', async () => {
    const before = Date.now();
    await get(simulator, 'v1/links/?page=9&a=%20b', { 'x-probe': 'yes' });
    await signIn(simulator);
    const [list, token] = simulator.requests;
    assert.ok(list && token);
    assert.deepEqual(
      [list.method, list.path, list.search, list.status],
      ['GET', '/api/v1/links/', 'page=9&a=%20b', 401],
    );
    assert.equal(list.headers['x-probe'], 'yes');
    assert.ok(list.at >= before && list.at <= Date.now());
    assert.deepEqual(token.body, passwordForm(simulator));
    assert.equal(token.text, new URLSearchParams(passwordForm(simulator)).toString());
  });

  it('records a body as it was sent, whatever its label says', async () => {
    const text = 'a=1&b=ä+%20';
    for (const type of ['application/json', 'application/x-www-form-urlencoded;charset=utf-8']) {
      const headers = { 'content-type': type };
      await fetch(simulator.baseUrl, { method: 'POST', headers, body: text });
    }
    await get(simulator, 'v1/links/');
    assert.deepEqual(
      simulator.requests.map((request) => [request.text, request.body]),
      [
        [text, {}],
        [text, { a: '1', b: 'ä  ' }],
        ['', {}],
      ],
    );
  });

  it('records and spoils the requests to all of its services', async () => {
    simulator.faults.add({ fault: { kind: 'answer', status: 503 }, times: 3 });
    const urls = [
      `${simulator.baseUrl}v1/links/`,
      simulator.innerspace.baseUrl,
      simulator.rdp.tokenUrl,
    ];
    for (const url of urls) await fetch(url, { method: 'POST' });
    assert.deepEqual(
      simulator.requests.map(({ path, status }) => [path, status]),
      urls.map((url) => [new URL(url).pathname, 503]),
    );
  });

  it('counts by method, path, grant and status', async () => {
    await signIn(simulator);
    await get(simulator, 'v1/links/');
    await get(simulator, 'v1/links/', {});
    assert.equal(simulator.count(), 3);
    assert.equal(simulator.count({ path: '/api/oauth/token/', grant: 'password' }), 1);
    assert.equal(simulator.count({ grant: 'refresh_token' }), 0);
    assert.equal(simulator.count({ method: 'GET', status: 401 }), 1);
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

  it('tells which requests to a path were waiting at the same time', async () => {
    simulator.faults.add({ fault: { kind: 'delay', ms: 100 }, times: 2 });
    await Promise.all([get(simulator, 'v1/links/'), get(simulator, 'v1/links/')]);
    await get(simulator, 'v1/links/');
    assert.deepEqual(
      simulator.requests.map(({ overlapping }) => overlapping),
      [0, 1, 0],
    );
  });

  it('has no status for a request without an answer', async () => {
    simulator.faults.add({ fault: { kind: 'reset' } });
    await rawGet(simulator, 'v1/links/');
    assert.equal(simulator.requests[0]?.status, undefined);
    assert.equal(simulator.count(), 1);
  });

  it('waits the latency before every answer', async () => {
    const slow = await startSimulator({ latency: 60 });
    try {
      const start = performance.now();
      await get(slow, 'v1/links/');
      assert.ok(performance.now() - start >= 55);
    } finally {
      await slow.close();
    }
  });

  it('closes at once, whatever is in flight, and leaves no timer behind', async () => {
    // Mocha sets its own timer as soon as the test first waits.
    await new Promise(setImmediate);
    const timers = activeTimers();
    const kinds = [
      { kind: 'hang' },
      { kind: 'delay', ms: HOUR },
      { kind: 'drip', bytes: 1, interval: HOUR },
    ] as const;
    for (const fault of kinds) simulator.faults.add({ fault });
    const requests = Promise.allSettled(
      kinds.map(async () => (await get(simulator, 'v1/links/')).text()),
    );
    while (simulator.count() < kinds.length) await new Promise(setImmediate);
    await simulator.close();
    const outcomes = (await requests).map(({ status }) => status);
    assert.deepEqual(outcomes, ['rejected', 'rejected', 'rejected']);
    assert.equal(activeTimers(), timers);
    await assert.rejects(get(simulator, 'v1/links/'));
  });
});

/** How many timers keep the process alive. */
function activeTimers(): number {
  return process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
}
