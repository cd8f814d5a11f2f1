import assert from 'node:assert/strict';
import { Aborter } from '../../../src/abort';
import { inSlices } from '../../../src/event-loop/in-slices';

describe('a long list', () => {
  it('is visited in its order, all of it', async () => {
    const items = Array.from({ length: 1000 }, (_, index) => `item ${index}`);
    const visited: string[] = [];
    await inSlices(items, new Aborter().signal, (item, index) => {
      visited[index] = item;
    });
    assert.deepEqual(visited, items);
  });

  it('is left where it was when the signal is aborted', async () => {
    const controller = new Aborter();
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
