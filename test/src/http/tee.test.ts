import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { Tee } from '../../../src/http/tee';

describe('One body for several readers', () => {
  /** A body that says how many of its chunks were fetched. */
  function counted(count: number, failure?: Error) {
    const seen = { fetched: 0 };
    async function* body(): AsyncGenerator<Buffer> {
      for (let index = 0; index < count; index++) {
        seen.fetched++;
        yield Buffer.from([index]);
      }
      if (failure !== undefined) throw failure;
    }
    return { seen, body: body() };
  }

  async function bytesOf(body: AsyncIterable<Buffer>): Promise<number[]> {
    const bytes: number[] = [];
    for await (const chunk of body) bytes.push(...chunk);
    return bytes;
  }

  it('gives all of it to each', async () => {
    const tee = new Tee(counted(5).body);
    const branches = [tee.branch(), tee.branch(), tee.branch()];
    const read = await Promise.all(branches.map(({ body }) => bytesOf(body)));
    assert.deepEqual(read, [
      [0, 1, 2, 3, 4],
      [0, 1, 2, 3, 4],
      [0, 1, 2, 3, 4],
    ]);
  });

  it('fetches nothing that somebody does not want yet', async () => {
    const { seen, body } = counted(5);
    const tee = new Tee(body);
    const fast = tee.branch();
    const slow = tee.branch();
    const slowReader = slow.body[Symbol.asyncIterator]();
    const outcome = bytesOf(fast.body);
    await slowReader.next();
    await turn();
    assert.equal(seen.fetched, 1);
    await slowReader.next();
    await turn();
    assert.equal(seen.fetched, 2);
    slow.leave();
    assert.deepEqual(await outcome, [0, 1, 2, 3, 4]);
  });

  it('goes on without who leaves, whether it read or not', async () => {
    const tee = new Tee(counted(3).body);
    const [stays, waits, never] = [tee.branch(), tee.branch(), tee.branch()];
    const waiting = bytesOf(waits.body);
    const outcome = bytesOf(stays.body);
    await turn();
    waits.leave();
    assert.deepEqual(await waiting, []);
    never.leave();
    assert.deepEqual(await outcome, [0, 1, 2]);
  });

  it('takes nothing from the others when one leaves while he works, and then wants more', async () => {
    const tee = new Tee(counted(5).body);
    const [leaves, stays] = [tee.branch(), tee.branch()];
    const reader = leaves.body[Symbol.asyncIterator]();
    const outcome = bytesOf(stays.body);
    await reader.next();
    leaves.leave();
    assert.deepEqual(await reader.next(), { done: true, value: undefined });
    assert.deepEqual(await outcome, [0, 1, 2, 3, 4]);
  });

  it('fails for each when it breaks', async () => {
    const tee = new Tee(counted(2, new Error('broken')).body);
    const branches = [tee.branch(), tee.branch()];
    for (const outcome of branches.map(({ body }) => bytesOf(body))) {
      await assert.rejects(outcome, /broken/);
    }
  });
});
