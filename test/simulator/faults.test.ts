import assert from 'node:assert/strict';
import { type Fault, type Simulator, startSimulator } from '../../simulator/index';
import { get, rawGet, refresh, signIn, wholeList } from './client';

const LINKS = 'v1/links/?no_pagination';

describe('simulator: faults', () => {
  let simulator: Simulator;

  beforeEach(async () => {
    simulator = await startSimulator();
  });
  afterEach(() => simulator.close());

  async function statuses(requests: number): Promise<number[]> {
    const seen: number[] = [];
    for (let index = 0; index < requests; index += 1) {
      seen.push((await get(simulator, LINKS)).status);
    }
    return seen;
  }

  it('answers with any status, headers and body', async () => {
    const body = Buffer.from([0xff, 0x00, 0xfe]);
    const headers = { 'retry-after': '60', 'content-type': 'application/x-other' };
    simulator.faults.add({ fault: { kind: 'answer', status: 429, headers, body } });
    const response = await get(simulator, LINKS);
    assert.equal(response.status, 429);
    assert.equal(response.headers.get('retry-after'), '60');
    assert.equal(response.headers.get('content-type'), 'application/x-other');
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), body);
  });

  it('strikes so many times, after so many requests were spared', async () => {
    const rule = simulator.faults.add({
      fault: { kind: 'answer', status: 503 },
      after: 1,
      times: 2,
    });
    assert.deepEqual(await statuses(5), [200, 503, 503, 200, 200]);
    assert.equal(rule.struck, 2);
  });

  it('asks the rules in the order of adding, until one strikes', async () => {
    simulator.faults.add({ fault: { kind: 'answer', status: 500 }, after: 1 });
    simulator.faults.add({ fault: { kind: 'answer', status: 503 }, times: Infinity });
    assert.deepEqual(await statuses(3), [503, 500, 503]);
    simulator.faults.clear();
    assert.deepEqual(await statuses(1), [200]);
  });

  it('strikes only the requests that it is meant for', async () => {
    const fault: Fault = { kind: 'answer', status: 503 };
    for (const on of [
      { method: 'POST' },
      { path: /devices/ },
      { search: 'page=2' },
      { grant: 'password' },
    ]) {
      simulator.faults.add({ on, fault });
    }
    assert.deepEqual(await statuses(1), [200]);
    simulator.faults.clear();
    const on = { method: 'GET', path: '/api/v1/links/', search: /^no_pag/ };
    simulator.faults.add({ on, fault });
    assert.deepEqual(await statuses(1), [503]);
  });

  it('redirects', async () => {
    simulator.faults.add({ fault: { kind: 'redirect', location: '/elsewhere/', status: 307 } });
    const response = await get(simulator, LINKS);
    assert.equal(response.status, 307);
    assert.equal(response.headers.get('location'), '/elsewhere/');
  });

  it('delays a proper answer', async () => {
    simulator.faults.add({ fault: { kind: 'delay', ms: 100 } });
    const start = performance.now();
    assert.deepEqual(await statuses(1), [200]);
    assert.ok(performance.now() - start >= 95);
  });

  it('hangs until the simulator closes', async () => {
    simulator.faults.add({ fault: { kind: 'hang' } });
    const outcome = rawGet(simulator, LINKS);
    const early = await Promise.race([outcome, new Promise((resolve) => setTimeout(resolve, 100))]);
    assert.equal(early, undefined);
    await simulator.close();
    assert.equal((await outcome).received, '');
  });

  it('resets or closes a connection before any answer', async () => {
    simulator.faults.add({ fault: { kind: 'reset' } });
    assert.deepEqual(await rawGet(simulator, LINKS), { received: '', end: 'RST' });
    simulator.faults.add({ fault: { kind: 'close' } });
    assert.deepEqual(await rawGet(simulator, LINKS), { received: '', end: 'FIN' });
  });

  it('resets a connection in the middle of the body', async () => {
    for (const bytes of [0, 100]) {
      simulator.faults.add({ fault: { kind: 'resetBody', bytes } });
      const { received, end } = await rawGet(simulator, LINKS);
      const [head = '', body = ''] = received.split('\r\n\r\n');
      assert.match(head, /^HTTP\/1\.1 200 OK\r\n/);
      assert.equal(body.length, bytes);
      assert.ok(Number(/content-length: (\d+)/.exec(head)?.[1]) > 1_000);
      assert.equal(end, 'RST');
    }
  });

  it('carries a request out although its answer is lost', async () => {
    const { refresh_token } = await signIn(simulator);
    simulator.faults.add({ fault: { kind: 'resetBody', bytes: 0 } });
    await assert.rejects(async () => (await refresh(simulator, refresh_token)).text());
    assert.equal((await refresh(simulator, refresh_token)).status, 400);
  });

  it('cuts the content of a message that is complete', async () => {
    simulator.faults.add({ fault: { kind: 'truncate', bytes: 100 } });
    const text = await (await get(simulator, LINKS)).text();
    assert.equal(text.length, 100);
    assert.ok(text.startsWith('[{"id":501,'));
  });

  it('lets the body drip, without a loss', async () => {
    simulator.faults.add({ fault: { kind: 'drip', bytes: 1_000, interval: 10 } });
    const start = performance.now();
    const dripped = await wholeList(simulator, 'links');
    assert.ok(performance.now() - start >= 50);
    assert.equal(dripped.length, 24);
  });

  it('strikes by chance, the same way for the same seed', async () => {
    const kinds: Fault[] = [
      { kind: 'answer', status: 500 },
      { kind: 'answer', status: 503 },
    ];
    const runs: number[][] = [];
    for (const seed of [7, 7, 8]) {
      simulator.faults.clear();
      simulator.faults.random({ rate: 0.3, seed, kinds });
      runs.push(await statuses(200));
    }
    assert.deepEqual(runs[0], runs[1]);
    assert.notDeepEqual(runs[0], runs[2]);
    for (const run of runs) {
      const failures = run.filter((status) => status !== 200);
      assert.ok(failures.length > 30 && failures.length < 90, `${failures.length} failures`);
      assert.deepEqual(new Set(failures), new Set([500, 503]));
    }
  });
});
