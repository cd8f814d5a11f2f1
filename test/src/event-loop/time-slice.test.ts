import assert from 'node:assert/strict';
import { computeInSlice } from '../../../src/event-loop/time-slice';
import { useTurns } from '../../support/use-turns';

describe('What is computed in turn', () => {
  const turns = useTurns();

  /** The turns in which these are computed that want to be at the same moment, each for so long. */
  const turnsOf = (lengths: readonly number[]): Promise<number[]> =>
    Promise.all(
      lengths.map((ms) =>
        computeInSlice(() => {
          const end = performance.now() + ms;
          while (performance.now() < end);
          return turns.current;
        }),
      ),
    );

  it('has a turn of the event loop of its own where it takes long', async () => {
    const had = await turnsOf([5, 5, 5]);
    assert.equal(new Set(had).size, 3);
    assert.deepEqual(
      had,
      had.toSorted((a, b) => a - b),
    );
  });

  it('shares one where it is short', async () => {
    assert.equal(new Set(await turnsOf([0, 0, 0])).size, 1);
  });

  it('comes in the order in which it was asked for', async () => {
    const order: number[] = [];
    await Promise.all([0, 1, 2, 3].map((name) => computeInSlice(() => order.push(name))));
    assert.deepEqual(order, [0, 1, 2, 3]);
  });

  it('may fail, which is nobody else’s matter', async () => {
    const failure = new Error('broken');
    const failing = computeInSlice(() => {
      throw failure;
    });
    const next = computeInSlice(() => 7);
    await assert.rejects(failing, (error) => error === failure);
    assert.equal(await next, 7);
  });
});
