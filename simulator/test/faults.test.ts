import assert from 'node:assert/strict';
import type { Fault } from '../index';
import { get, rawGet, refresh, signIn } from './inode/client';
import { pausesUntil, useSimulator } from './support';

const LINKS = 'v1/links/?no_pagination';

describe('a fault of the simulator', () => {
  const simulator = useSimulator();

  async function statuses(requests: number): Promise<number[]> {
    const seen: number[] = [];
    for (let index = 0; index < requests; index += 1) {
      seen.push((await get(simulator.current, LINKS)).status);
    }
    return seen;
  }

  it('answers with any status, headers and body', async () => {
    const body = Buffer.from([0xff, 0x00, 0xfe]);
    const headers = { 'retry-after': '60', 'content-type': 'application/x-other' };
    simulator.current.faults.add({ fault: { kind: 'answer', status: 429, headers, body } });
    const response = await get(simulator.current, LINKS);
    assert.equal(response.status, 429);
    assert.equal(response.headers.get('retry-after'), '60');
    assert.equal(response.headers.get('content-type'), 'application/x-other');
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), body);
  });

  it('strikes as often as it should, after the requests that it spares', async () => {
    const fault: Fault = { kind: 'answer', status: 503 };
    const rule = simulator.current.faults.add({ fault, after: 1, times: 2 });
    assert.deepEqual(await statuses(5), [200, 503, 503, 200, 200]);
    assert.equal(rule.struck, 2);
  });

  it('leaves a request to the next fault when it does not strike', async () => {
    simulator.current.faults.add({ fault: { kind: 'answer', status: 500 }, after: 1 });
    simulator.current.faults.add({ fault: { kind: 'answer', status: 503 }, times: Infinity });
    assert.deepEqual(await statuses(3), [503, 500, 503]);
    simulator.current.faults.clear();
    assert.deepEqual(await statuses(1), [200]);
  });

  it('strikes only the requests that its filter admits', async () => {
    const fault: Fault = { kind: 'answer', status: 503 };
    for (const on of [
      { method: 'POST' },
      { path: /devices/ },
      { search: 'page=2' },
      { grant: 'password' },
    ]) {
      simulator.current.faults.add({ on, fault });
    }
    assert.deepEqual(await statuses(1), [200]);
    simulator.current.faults.clear();
    const on = { method: 'GET', path: '/api/v1/links/', search: /^no_pag/ };
    simulator.current.faults.add({ on, fault });
    assert.deepEqual(await statuses(1), [503]);
  });

  it('redirects', async () => {
    const fault: Fault = { kind: 'redirect', location: '/elsewhere/', status: 307 };
    simulator.current.faults.add({ fault });
    const response = await get(simulator.current, LINKS);
    assert.equal(response.status, 307);
    assert.equal(response.headers.get('location'), '/elsewhere/');
  });

  it('delays a proper answer', async () => {
    simulator.current.faults.add({ fault: { kind: 'delay', ms: 100 } });
    const outcome = rawGet(simulator.current, LINKS);
    assert.deepEqual(await pausesUntil(outcome), [100]);
    assert.match((await outcome).received, /^HTTP\/1\.1 200 OK\r\n/);
  });

  it('hangs until the simulator closes', async () => {
    simulator.current.faults.add({ fault: { kind: 'hang' } });
    const outcome = rawGet(simulator.current, LINKS);
    while (simulator.current.count() === 0) await new Promise(setImmediate);
    await simulator.current.close();
    assert.equal((await outcome).received, '');
  });

  it('resets or closes a connection before any answer', async () => {
    simulator.current.faults.add({ fault: { kind: 'reset' } });
    assert.deepEqual(await rawGet(simulator.current, LINKS), { received: '', end: 'RST' });
    simulator.current.faults.add({ fault: { kind: 'close' } });
    assert.deepEqual(await rawGet(simulator.current, LINKS), { received: '', end: 'FIN' });
  });

  for (const bytes of [0, 100]) {
    it(`resets a connection after ${bytes} bytes of the body`, async () => {
      simulator.current.faults.add({ fault: { kind: 'resetBody', bytes } });
      const { received, end } = await rawGet(simulator.current, LINKS);
      const [head = '', body = ''] = received.split('\r\n\r\n');
      assert.match(head, /^HTTP\/1\.1 200 OK\r\n/);
      assert.equal(body.length, bytes);
      assert.ok(Number(/content-length: (\d+)/.exec(head)?.[1]) > 1_000);
      assert.equal(end, 'RST');
    });
  }

  it('loses the answer of a request that is carried out', async () => {
    const { refreshToken } = await signIn(simulator.current);
    simulator.current.faults.add({ fault: { kind: 'resetBody', bytes: 0 } });
    await assert.rejects(async () => (await refresh(simulator.current, refreshToken)).text());
    assert.equal((await refresh(simulator.current, refreshToken)).status, 400);
  });

  it('cuts the content of a message that is complete', async () => {
    simulator.current.faults.add({ fault: { kind: 'truncate', bytes: 100 } });
    const text = await (await get(simulator.current, LINKS)).text();
    assert.equal(text.length, 100);
    assert.ok(text.startsWith('[{"id":501,'));
  });

  it('lets the body drip, without a loss', async () => {
    const dripping: Fault = { kind: 'drip', bytes: 1_000, interval: 50 };
    simulator.current.faults.add({ fault: dripping });
    const outcome = rawGet(simulator.current, LINKS);
    const pauses = await pausesUntil(outcome);
    const [head = '', body = ''] = (await outcome).received.split('\r\n\r\n');
    const length = Number(/content-length: (\d+)/.exec(head)?.[1]);
    assert.equal(Buffer.byteLength(body, 'latin1'), length);
    assert.deepEqual(pauses, Array(Math.ceil(length / 1_000) - 1).fill(50));
  });

  it('strikes by chance, the same way for the same seed', async () => {
    const kinds: Fault[] = [
      { kind: 'answer', status: 500 },
      { kind: 'answer', status: 503 },
    ];
    const runs: number[][] = [];
    for (const seed of [7, 7, 8]) {
      simulator.current.faults.clear();
      simulator.current.faults.random({ rate: 0.3, seed, kinds });
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
