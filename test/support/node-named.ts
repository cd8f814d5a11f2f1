import type { FlowNode } from '../../scripts/support/flow-node';

/** The id of the first node of a type and name. */
export function nodeNamed(flow: readonly FlowNode[], type: string, name: string): string {
  const node = flow.find((candidate) => candidate.type === type && candidate['name'] === name);
  if (node === undefined) throw new Error(`the flow has no ${type} node "${name}"`);
  return node.id;
}
