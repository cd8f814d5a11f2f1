import assert from 'node:assert/strict';
import type { FlowNode } from '../../../scripts/support/flow-node';
import { nodeNamed } from '../../support/node-named';

/** Nodes that take a list at `/given` into an example, in place of one from the service. */
export function givenNodes(flow: readonly FlowNode[]): FlowNode[] {
  const first = nodeNamed(flow, 'function', 'fields there?');
  return [
    { id: 'given-tab', type: 'tab', label: 'Given' },
    {
      id: 'given-in',
      type: 'http in',
      z: 'given-tab',
      url: '/given',
      method: 'post',
      wires: [[first, 'given-out']],
    },
    { id: 'given-out', type: 'http response', z: 'given-tab', statusCode: '204', wires: [] },
  ];
}

/** Gives an example a list. */
export async function give(url: string, links: readonly object[]): Promise<void> {
  const response = await fetch(new URL('given', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(links),
  });
  assert.equal(response.status, 204);
}
