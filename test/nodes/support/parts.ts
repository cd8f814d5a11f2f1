import assert from 'node:assert/strict';
import type { NodeMessage } from 'node-red';
import { without } from './without';

/** The `msg.parts` of each message, without the id, which all of them must share. */
export function partsOf(messages: readonly NodeMessage[]): unknown[] {
  const parts = messages.map((message) => Object(message.parts));
  assert(parts.every(({ id }) => typeof id === 'string' && id !== ''));
  assert(new Set(parts.map(({ id }) => id)).size <= 1, 'the messages have more than one id');
  return parts.map((each) => without(each, 'id'));
}

/** The payload of a message. */
export function payloadOf({ payload }: NodeMessage): unknown {
  return payload;
}
