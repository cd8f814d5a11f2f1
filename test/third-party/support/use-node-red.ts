import assert from 'node:assert/strict';
import { AdminApi } from '../../../scripts/support/admin-api';
import type { FlowNode } from '../../../scripts/support/flow-node';
import { startTemporaryNodeRed } from '../../../scripts/support/temporary-node-red';
import { thirdPartyEnvironment } from '../../../scripts/support/third-party';
import { type Simulator, startSimulator } from '../../../simulator/index';
import { accountsOf } from '../../support/accounts-of';
import { FlowFile } from '../../support/flow-file';
import { TIME_ZONE } from './time-zone';

/** A Node-RED with this package and the nodes of others, and what it asks. */
export interface ThirdPartyNodeRed {
  readonly simulator: Simulator;
  readonly api: AdminApi;
  /** Address with a slash at the end. */
  readonly url: string;
  /**
   * Deploys an example with its account filled in.
   *
   * @param more what else a user fills in, by the type of the node
   * @param beside nodes of the test's own
   * @returns the example as it is deployed
   */
  deploy(
    name: string,
    more?: Record<string, Record<string, unknown>>,
    beside?: (example: readonly FlowNode[]) => FlowNode[],
  ): Promise<FlowNode[]>;
}

/** Gives the tests of the surrounding `describe` one Node-RED. */
export function useNodeRed(): { readonly current: ThirdPartyNodeRed } {
  const cleanups: (() => Promise<void>)[] = [];
  let current: ThirdPartyNodeRed | undefined;

  before(async () => {
    const simulator = await startSimulator();
    cleanups.push(() => simulator.close());
    const temporary = await startTemporaryNodeRed({
      nodeRed: process.env['NODE_RED'] ?? 'node-red',
      installed: true,
      env: { ...thirdPartyEnvironment(), TZ: TIME_ZONE },
    });
    cleanups.push(() => temporary.close());
    const { url } = temporary.process;
    const api = new AdminApi(url);
    current = {
      simulator,
      api,
      url,
      async deploy(name, more = {}, beside = () => []) {
        const example = FlowFile.example(name);
        const flow = example.withAccounts({ ...accountsOf(simulator), ...more });
        await api.deploy([...flow, ...beside(flow)]);
        return flow;
      },
    };
  });

  after(async () => {
    for (const cleanup of cleanups.toReversed()) await cleanup();
  });

  return {
    get current() {
      assert(current !== undefined, 'Node-RED is there only while tests run.');
      return current;
    },
  };
}
