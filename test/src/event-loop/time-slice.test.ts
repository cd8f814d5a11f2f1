import assert from 'node:assert/strict';
import { computeInSlice } from '../../../src/event-loop/time-slice';
import { usePasses } from '../../support/use-passes';

describe('a computation of many that wait for the event loop', () => {
  const passes = usePasses();

  /** The passes in which these are computed that are wanted at the same moment, each of them this long. */
  const passesOf = (lengths: readonly number[]): Promise<number[]> =>
    Promise.all(
      lengths.map((ms) =>
        computeInSlice(() => {
          const end = performance.now() + ms;
          while (performance.now() < end);
          return passes.current;
        }),
      ),
    );

  it('has an event-loop pass of its own where it takes long', async () => {
    const had = await passesOf([5, 5, 5]);
    assert.equal(new Set(had).size, 3);
    assert.deepEqual(
      had,
      had.toSorted((a, b) => a - b),
    );
  });

  it('shares a pass with others where it is short', async () => {
    assert.equal(new Set(await passesOf([0, 0, 0])).size, 1);
  });

  it('is run in the order of the requests', async () => {
    const order: number[] = [];
    await Promise.all([0, 1, 2, 3].map((name) => computeInSlice(() => order.push(name))));
    assert.deepEqual(order, [0, 1, 2, 3]);
  });

  it('may fail without an effect on the others', async () => {
    const failure = new Error('broken');
    const failing = computeInSlice(() => {
      throw failure;
    });
    const next = computeInSlice(() => 7);
    await assert.rejects(failing, (error) => error === failure);
    assert.equal(await next, 7);
  });
});
