import assert from 'node:assert/strict';
import type { NodeMessage } from 'node-red';
import { assertSent } from './failure';
import type { TestBed } from './test-bed';

/** Triggers a node, which must send exactly one message, and returns that. */
export async function onlyMessage(
  bed: TestBed,
  id: string,
  message?: NodeMessage,
): Promise<NodeMessage> {
  const [sent, ...more] = assertSent(await bed.trigger(id, message));
  assert(sent !== undefined && more.length === 0);
  return sent;
}
