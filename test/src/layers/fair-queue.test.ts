import assert from 'node:assert/strict';
import { setImmediate as nextPass } from 'node:timers/promises';
import { Aborter } from '../../../src/abort';
import { FairQueue } from '../../../src/layers/limit';

describe('a fair queue', () => {
  let all: Aborter;
  beforeEach(() => {
    all = new Aborter();
  });
  afterEach(() => all.abort());

  /** People in the order in which they get in; each stays until the test lets it leave. */
  function visits(queue: FairQueue) {
    const order: string[] = [];
    const leaves = new Map<string, () => void>();
    const arrive = async (name: string, owner?: string, signal = all.signal): Promise<void> => {
      const leave = await queue.enter(owner, signal, 60_000);
      order.push(name);
      leaves.set(name, leave);
    };
    return {
      order,
      arrive,
      /** Arrives, and waits for as long as the test takes. */
      wait: (name: string, owner?: string): void => {
        void arrive(name, owner).catch(() => undefined);
      },
      leave: async (name: string): Promise<void> => {
        leaves.get(name)?.();
        await nextPass();
      },
    };
  }

  it('lets in as many as there are places, and the next when one leaves', async () => {
    const { wait, leave, order } = visits(new FairQueue(2));
    for (const name of ['a', 'b', 'c', 'd']) wait(name);
    await nextPass();
    assert.deepEqual(order, ['a', 'b']);
    await leave('b');
    assert.deepEqual(order, ['a', 'b', 'c']);
  });

  it('serves each owner, however many calls the first one makes', async () => {
    const { wait, leave, order } = visits(new FairQueue(1));
    for (const name of ['a1', 'a2', 'a3', 'a4']) wait(name, 'a');
    for (const name of ['b1', 'b2']) wait(name, 'b');
    wait('c1', 'c');
    await nextPass();
    for (const name of ['a1', 'a2', 'b1', 'c1', 'a3', 'b2']) await leave(name);
    assert.deepEqual(order, ['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4']);
  });

  it('takes those for different owners who do not say whose they are', async () => {
    const { wait, leave, order } = visits(new FairQueue(1));
    for (const name of ['x', 'y', 'z']) wait(name);
    await nextPass();
    await leave('x');
    await leave('y');
    assert.deepEqual(order, ['x', 'y', 'z']);
  });

  it('forgets who aborts, and its place in the order', async () => {
    const { arrive, wait, leave, order } = visits(new FairQueue(1));
    const givingUp = new Aborter();
    wait('a', 'a');
    const outcome = arrive('b', 'b', givingUp.signal);
    wait('c', 'c');
    await nextPass();
    givingUp.abort(new Error('enough'));
    await assert.rejects(outcome, /enough/);
    await leave('a');
    assert.deepEqual(order, ['a', 'c']);
    await leave('c');
    await arrive('d', 'd');
    assert.deepEqual(order, ['a', 'c', 'd']);
  });

  it('does not let in who has aborted before', async () => {
    const queue = new FairQueue(1);
    const gone = new Aborter();
    gone.abort(new Error('enough'));
    await assert.rejects(queue.enter('a', gone.signal, 60_000), /enough/);
    const { arrive, order } = visits(queue);
    await arrive('b');
    assert.deepEqual(order, ['b']);
  });
});
