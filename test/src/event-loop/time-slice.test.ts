import assert from 'node:assert/strict';
import { computeInSlice } from '../../../src/event-loop/time-slice';
import { useTurns } from '../../support/use-turns';

describe('a computation of many that wait for the event loop', () => {
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

  it('has an event-loop pass of its own where it takes long', async () => {
    const had = await turnsOf([5, 5, 5]);
    assert.equal(new Set(had).size, 3);
    assert.deepEqual(
      had,
      had.toSorted((a, b) => a - b),
    );
  });

  it('shares a pass with others where it is short', async () => {
    assert.equal(new Set(await turnsOf([0, 0, 0])).size, 1);
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
