import assert from 'node:assert/strict';

/** Fails where two JSON values differ. Unlike `deepEqual`, it does not fear depth. */
export function assertSameTree(actual: unknown, expected: unknown): void {
  const open: [actual: unknown, expected: unknown][] = [[actual, expected]];
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    const [left, right] = pair;
    if (!isTree(left) || !isTree(right)) {
      assert.strictEqual(left, right);
      continue;
    }
    assert.equal(Array.isArray(left), Array.isArray(right));
    assert.deepEqual(Object.keys(left), Object.keys(right));
    const children = new Map<string, unknown>(Object.entries(right));
    for (const [name, child] of Object.entries(left)) open.push([child, children.get(name)]);
  }
}

function isTree(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
