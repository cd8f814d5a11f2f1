import assert from 'node:assert/strict';
import type { FlowNode } from './flow-nodes';
import { type DialogAnswer, postToDialog } from './post-to-dialog';

/** What is in a configuration dialog, as far as it differs from what was saved. */
export interface Typed {
  readonly settings?: object;
  /** What is not here was not touched. */
  readonly credentials?: object;
  /** The id of the node; another than that of the configuration node for one that is new. */
  readonly id?: string;
}

/** Presses the button "Test connection" in the dialog of a configuration node. */
export function askTest(node: FlowNode, typed: Typed = {}): Promise<DialogAnswer> {
  const { id = node.id, credentials = {} } = typed;
  const settings = { ...node, ...typed.settings };
  return postToDialog(`${node.type}/test`, { id, settings, credentials });
}

/** The figures of a test that passed. */
export function figuresIn({ status, body }: DialogAnswer): Record<string, unknown> {
  assert.equal(status, 200);
  assert.deepEqual(Object.keys(body), ['ok'], JSON.stringify(body));
  const { ms, ...figures }: Record<string, unknown> = Object(body['ok']);
  assert.equal(typeof ms, 'number');
  return figures;
}
