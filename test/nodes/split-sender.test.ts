import assert from 'node:assert/strict';
import { SplitSender } from '../../nodes/lib/list/split-sender';
import { usePasses } from '../support/use-passes';

/** A flow that is busy for a moment with each message. */
function work(): void {
  const end = performance.now() + 0.1;
  while (performance.now() < end);
}

describe('many nodes that send items at the same moment', () => {
  const passes = usePasses();

  it('do not do so in one pass of the event loop', async () => {
    const first = new Map<SplitSender, number>();
    const outlets = Array.from({ length: 100 }, () => {
      const sender: SplitSender = new SplitSender('items', {
        msg: { _msgid: '1' },
        send() {
          if (!first.has(sender)) first.set(sender, passes.current);
          work();
        },
        source: { resource: 'links' },
        result: () => ({ requestedAt: '', fetchedAt: '', durationMs: 0, requests: 1 }),
        util: { cloneMessage: structuredClone, generateId: () => '1' },
      });
      return sender;
    });
    await Promise.all(
      outlets.map((sender) => sender.add({ items: Array(10).fill(0), isLast: true })),
    );
    assert.equal(first.size, 100);
    assert(new Set(first.values()).size > 5);
  });
});
