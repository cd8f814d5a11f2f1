import assert from 'node:assert/strict';
import fc from 'fast-check';
import { copyItems } from '../../../src/list/page-cache';

/** Every object and array inside a value. */
function* containers(value: unknown): Generator<object> {
  if (typeof value !== 'object' || value === null) return;
  yield value;
  for (const member of Object.values(value)) yield* containers(member);
}

describe('a copy of items', () => {
  it('is equal and shares nothing', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue()), async (items) => {
        const copies = await copyItems(items);
        assert.deepEqual(copies, items);
        const originals = new Set(containers(items));
        assert([...containers(copies)].every((container) => !originals.has(container)));
      }),
    ));

  it('keeps names that mean something to JavaScript', async () => {
    const items: unknown = JSON.parse('[{"__proto__": {"a": [1]}, "constructor": {"b": 2}}]');
    assert(Array.isArray(items));
    assert.equal(JSON.stringify(await copyItems(items)), JSON.stringify(items));
  });

  it('lets the event loop run when there are many', async () => {
    let passes = 0;
    const timer = setInterval(() => passes++, 0);
    const items = Array.from({ length: 100_000 }, (_, id) => ({ id, tags: [id] }));
    const copies = await copyItems(items);
    clearInterval(timer);
    assert.deepEqual(copies.at(-1), items.at(-1));
    assert(passes > 1);
  });
});
