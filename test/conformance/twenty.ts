import assert from 'node:assert/strict';
import type { Flow, ListNode } from './flow';
import { payloadOf } from './payload';
import type { TestBed } from './test-bed';

/** Ten nodes for each list. */
export const TWENTY: readonly ListNode[] = Array.from({ length: 20 }, (_, index) => ({
  id: `list${index}`,
  type: index % 2 === 0 ? 'inode-links' : 'inode-devices',
}));

/** Triggers all twenty nodes at the same moment and checks that each one sends its list. */
export async function triggerTwenty({ trigger }: Flow, { links, devices }: TestBed): Promise<void> {
  const answers = await Promise.all(TWENTY.map(({ id }) => trigger(id)));
  const expected = TWENTY.map(({ type }) => (type === 'inode-links' ? links : devices));
  assert.deepEqual(answers.map(payloadOf), expected);
}
