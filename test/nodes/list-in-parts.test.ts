import assert from 'node:assert/strict';
import { ListInParts } from '../../nodes/lib/list/list-in-parts';
import { useTurns } from '../support/use-turns';

/** A flow that is busy for a moment with each message. */
function work(): void {
  const end = performance.now() + 0.1;
  while (performance.now() < end);
}

describe('many nodes that send items at the same moment', () => {
  const turns = useTurns();

  it('spread the messages over several event-loop passes', async () => {
    const first = new Map<ListInParts, number>();
    const outlets = Array.from({ length: 100 }, () => {
      const outlet: ListInParts = new ListInParts('item', {
        msg: { _msgid: '1' },
        send() {
          if (!first.has(outlet)) first.set(outlet, turns.current);
          work();
        },
        source: { resource: 'links' },
        result: () => ({ fetchedAt: '', durationMs: 0, requests: 1 }),
        util: { cloneMessage: structuredClone, generateId: () => '1' },
      });
      return outlet;
    });
    await Promise.all(
      outlets.map((outlet) => outlet.add({ items: Array(10).fill(0), isLast: true })),
    );
    assert.equal(first.size, 100);
    assert(new Set(first.values()).size > 5);
  });
});
