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

interface Running {
  readonly nodeRed: ThirdPartyNodeRed;
  close(): Promise<void>;
}

/** To start one takes longer than most tests, so the files share it. */
let shared: Promise<Running> | undefined;

after(async () => (await shared)?.close());

/** Gives the tests of the surrounding `describe` a Node-RED with the nodes of others. */
export function useNodeRed(): { readonly current: ThirdPartyNodeRed } {
  let current: ThirdPartyNodeRed | undefined;

  before(async () => {
    shared ??= start();
    current = (await shared).nodeRed;
  });

  return {
    get current() {
      assert(current !== undefined, 'Node-RED is there only while tests run.');
      return current;
    },
  };
}

async function start(): Promise<Running> {
  const simulator = await startSimulator();
  const temporary = await startTemporaryNodeRed({
    nodeRed: process.env['NODE_RED'] ?? 'node-red',
    installed: true,
    env: { ...thirdPartyEnvironment(), TZ: TIME_ZONE },
  }).catch(async (error: unknown) => {
    await simulator.close();
    throw error;
  });
  const { url } = temporary.process;
  const api = new AdminApi(url);
  return {
    nodeRed: {
      simulator,
      api,
      url,
      async deploy(name, more = {}, beside = () => []) {
        const example = FlowFile.example(name);
        const flow = example.withAccounts({ ...accountsOf(simulator), ...more });
        await api.deploy([...flow, ...beside(flow)]);
        return flow;
      },
    },
    async close() {
      await temporary.close();
      await simulator.close();
    },
  };
}
