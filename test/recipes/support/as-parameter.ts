import assert from 'node:assert/strict';
import { onTab } from '../../nodes/support/flow-nodes';
import { coreNode } from '../../nodes/support/node-red';
import type { TestBed } from '../../nodes/support/test-bed';
import { FlowFile } from '../../support/flow-file';

const EXAMPLE = FlowFile.example('Travel times in a database (needs SQLite)');

/** The parameter that the function node of the recipe makes of a list, for the statement that writes. */
export async function asParameter(bed: TestBed, links: readonly object[]): Promise<string> {
  const id = EXAMPLE.named('function', 'as JSON');
  const flow = EXAMPLE.withAccounts({}).filter((node) => node.id === id || node.type === 'tab');
  const [tab] = flow.map((node) => node.id);
  await bed.deploy(
    flow.map((node) => (node.type === 'tab' ? node : onTab({ ...node, z: tab, wires: [['out']] }))),
    { prepare: (RED) => void coreNode('function/10-function.js')(RED) },
  );
  bed.journal.start(id, { payload: links });
  const [message] = await bed.journal.receives('out', 1);
  const parameter: unknown = Object(message).params?.$links;
  assert(typeof parameter === 'string');
  return parameter;
}
