import assert from 'node:assert/strict';
import type { NodeInitializer } from 'node-red';
import { FlowFile } from '../../support/flow-file';
import type { FlowNode } from '../support/flow-nodes';
import { coreNode } from '../support/node-red';
import type { AccountOptions, TestBed } from '../support/test-bed';

/** The core nodes of the examples that neither a test bed nor the test helper brings along. */
const PALETTE = [
  'common/21-debug.js',
  'common/90-comment.js',
  'function/10-function.js',
  'function/10-switch.js',
  'network/21-httpin.js',
  'network/21-httprequest.js',
  'function/80-template.js',
  'parsers/70-CSV.js',
  'storage/10-file.js',
];

/** An example on a test bed. */
export interface DeployedExample {
  /** Id of the debug node of a name. */
  debug(name: string): string;
  /** Id of the first node of a type and name. */
  named(type: string, name: string): string;
  /** Id of the only node of a type. */
  only(type: string): string;
  /** Deploys it once more, as a restart does. */
  restart(): Promise<void>;
}

/** Deploys an example as it is shipped, with the account of the bed's simulator. */
export async function deployExample(
  bed: TestBed,
  name: string,
  changes: Readonly<Record<string, object>> = {},
): Promise<DeployedExample> {
  const example = FlowFile.example(name);
  const only = (type: string): string => {
    const [id, ...others] = example.nodes(type);
    assert(id !== undefined && others.length === 0, `${name} has not one ${type}`);
    return id;
  };
  const { baseUrl, account } = bed.simulator;
  const flow: FlowNode[] = example.withAccounts({
    'inode-config': { baseUrl, auth: 'token' },
    ...changes,
  });
  const options: AccountOptions = {
    others: { [only('inode-config')]: { ...account } },
    prepare: registerPalette,
  };
  await bed.deploy(flow, options);
  return {
    debug: (debug) => example.debug(debug),
    named: (type, node) => example.named(type, node),
    only,
    restart: () => bed.restart(flow, options),
  };
}

/** Registers the core nodes that the examples run with. */
export const registerPalette: NodeInitializer = async (RED) => {
  await Promise.all(PALETTE.map((file) => Promise.resolve(coreNode(file)(RED))));
};
