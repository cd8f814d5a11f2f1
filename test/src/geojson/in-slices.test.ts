import assert from 'node:assert/strict';
import { inSlices } from '../../../src/geojson/in-slices';
import { featuresOf } from './support/features-of';

describe('A long list', () => {
  it('is visited in its order, all of it', async () => {
    const items = Array.from({ length: 1000 }, (_, index) => `item ${index}`);
    const visited: string[] = [];
    await inSlices(items, new AbortController().signal, (item, index) => {
      visited[index] = item;
    });
    assert.deepEqual(visited, items);
  });

  it('lets the event loop turn meanwhile', async () => {
    const items = Array.from({ length: 50_000 }, (_, id) => ({ id, lat: 45.4, lon: -75.7 }));
    let turns = 0;
    let isDone = false;
    const turn = (): void => {
      turns++;
      if (!isDone) setImmediate(turn);
    };
    setImmediate(turn);
    const { report } = await featuresOf(items);
    isDone = true;
    assert.equal(report.located, items.length);
    assert(turns > 3, `it turned ${turns} times`);
  });

  it('is left where it was when the signal is aborted', async () => {
    const controller = new AbortController();
    const reason = new Error('closed');
    let visited = 0;
    await assert.rejects(
      inSlices(Array.from({ length: 1000 }), controller.signal, () => {
        visited++;
        if (visited === 1) controller.abort(reason);
        const end = performance.now() + 1;
        while (performance.now() < end);
      }),
      reason,
    );
    assert(visited < 100);
  });
});
