import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ownTurn } from '../../../src/turns/own-turn';

describe('A turn of the event loop', () => {
  it('is had by one at a time, in the order in which they came', async () => {
    let turn = 0;
    const had: [name: number, turn: number][] = [];
    const everybody = [1, 2, 3].map(async (name) => {
      await ownTurn();
      had.push([name, turn]);
    });
    for (let waited = 0; had.length < 3 && waited < 20; waited++) {
      await nextTurn();
      turn++;
    }
    await Promise.all(everybody);
    assert.deepEqual(
      had.map(([name]) => name),
      [1, 2, 3],
    );
    assert.equal(new Set(had.map(([, at]) => at)).size, 3, 'each in a turn of its own');
  });
});
