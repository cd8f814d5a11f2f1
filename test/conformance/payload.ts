import assert from 'node:assert/strict';
import type { NodeMessage } from 'node-red';

/** The payload of the one message that a node sent. */
export function payloadOf(messages: readonly NodeMessage[]): unknown {
  assert.equal(messages.length, 1);
  return messages[0]?.payload;
}
