import assert from 'node:assert/strict';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { useSimulator } from '../../simulator/test/support';
import { openAccount } from '../../src/auth/account';
import { ListReader } from '../../src/list/list-reader';
import { useFakeClock } from '../support/clock';
import { fetchAll } from '../support/fetch-all';
import { listRequest } from '../support/list-request';
import { liveMemory } from '../support/live-memory';
import { rejection } from '../support/rejection';
import { useInode } from '../support/use-inode';
import { Watcher } from '../support/watcher';
import { settled } from './support/settled';

const MB = 2 ** 20;
const ITEMS = [{ id: 1, name: 'Zürich → Genève' }];

describe('a service that compresses its answers', () => {
  const simulator = useSimulator({ compress: true });
  const inode = useInode(simulator);
  const clock = useFakeClock();

  it('is read, the answer to the sign-in as well', async () => {
    const pages = await fetchAll(inode());
    assert.equal(pages.flat().length, 24);
    assert.equal(simulator.current.count({ status: 200 }), 2);
  });

  for (const [what, encoding, compress] of [
    ['gzip', 'gzip', gzipSync],
    ['gzip by its old name', 'x-gzip', gzipSync],
    ['deflate', 'deflate', deflateSync],
    ['deflate without the frame of zlib, as some servers send it', 'deflate', deflateRawSync],
    ['br', 'br', brotliCompressSync],
  ] as const) {
    it(`may do so with ${what}`, async () => {
      const body = compress(JSON.stringify(ITEMS));
      const headers = { 'content-encoding': encoding };
      const fault = { kind: 'answer', status: 200, headers, body } as const;
      simulator.current.faults.add({ on: { method: 'GET' }, fault });
      assert.deepEqual(await fetchAll(inode()), [ITEMS]);
    });
  }

  it('and breaks off in the middle of a body is asked again', async () => {
    const fault = { kind: 'resetBody', bytes: 50 } as const;
    simulator.current.faults.add({ on: { method: 'GET' }, fault });
    const watcher = new Watcher(clock);
    const outcome = fetchAll(inode(), watcher);
    const isSettled = settled(outcome);
    while (!isSettled()) {
      // The simulator resets a moment after the part that it sends.
      await clock.pass(1);
      await new Promise(setImmediate);
    }
    assert.equal((await outcome).flat().length, 24);
    assert.equal(watcher.waits.length, 1);
  });

  it('and damages one says so', async () => {
    const body = gzipSync(JSON.stringify(ITEMS)).fill(0, 12, 30);
    const headers = { 'content-encoding': 'gzip' };
    const fault = { kind: 'answer', status: 200, headers, body } as const;
    simulator.current.faults.add({ on: { method: 'GET' }, fault });
    const { code, facts } = await rejection(fetchAll(inode()));
    assert.deepEqual([code, String(facts.reason)], ['ANSWER_INVALID', 'compressionDamaged']);
  });
});

describe('a list that is many times as long as what may be kept of it', () => {
  const simulator = useSimulator();

  it('is read in batches to its end, and never fills the memory', async () => {
    const item = JSON.stringify({ name: 'x'.repeat(1_000) });
    const part = gzipSync(`${item},`.repeat(1_000));
    const parts = Array<Buffer>(100).fill(part);
    const body = Buffer.concat([gzipSync('['), ...parts, gzipSync(`${item}]`)]);
    const headers = { 'content-encoding': 'gzip' };
    simulator.current.faults.add({ fault: { kind: 'answer', status: 200, headers, body } });
    const { token } = simulator.current.account;
    const account = openAccount(
      { retries: 0, concurrency: 4, maxMemory: 4 * MB, proxy: {} },
      { kind: 'token', token },
    );
    const reader = new ListReader(account.send, 30_000);
    const { url, signal } = listRequest(simulator.current);
    const before = liveMemory();
    let [items, batches, most] = [0, 0, 0];
    await reader.read({ url }, { signal, mode: 'items' }, async (chunk) => {
      items += chunk.items.length;
      batches++;
      if (batches % 400 === 0) most = Math.max(most, liveMemory());
    });
    await account.close();
    assert.equal(items, 100_001);
    // Of its 100 MB, chunks that are on their way may not be collected yet.
    assert(
      most > 0 && most - before < 64 * MB,
      `it has grown by ${Math.round((most - before) / MB)} MB`,
    );
  });
});

describe('a small answer that inflates to 1 GB', () => {
  const simulator = useSimulator();

  it('ends with BODY_TOO_LARGE at the cap, and never fills the memory', async () => {
    // A gzip file may consist of several, one after the other.
    const body = Buffer.concat(Array<Buffer>(64).fill(gzipSync(Buffer.alloc(16 * MB))));
    assert(body.length < 2 * MB, 'it is small on the wire');
    const headers = { 'content-encoding': 'gzip' };
    simulator.current.faults.add({ fault: { kind: 'answer', status: 200, headers, body } });
    const account = openAccount(
      { retries: 3, concurrency: 4, maxMemory: 4 * MB, proxy: {} },
      { kind: 'token', token: simulator.current.account.token },
    );
    const before = process.memoryUsage().rss;
    const { code, facts } = await rejection(account.send(listRequest(simulator.current)));
    const grown = process.memoryUsage().rss - before;
    await account.close();
    assert.deepEqual([code, String(facts.reason)], ['BODY_TOO_LARGE', 'megabytes(megabytes: 4)']);
    assert(grown < 100 * MB, `the process has grown by ${Math.round(grown / MB)} MB`);
    assert.equal(simulator.current.count(), 1, 'it was asked again');
  });
});
