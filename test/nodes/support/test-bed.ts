import type { NodeInitializer, NodeMessage } from 'node-red';
import helper from 'node-red-node-test-helper';
import type { AccountCredentials } from '../../../nodes/settings';
import type { SimulatorOptions } from '../../../simulator/index';
import { type AccountNodeSettings, account, type FlowNode, OUT, TAB } from './flow-nodes';
import type { Outcome } from './journal';
import { coreNode } from './node-red';
import { RuntimeBed } from './runtime-bed';

/** How the account of a flow differs from the simulator's. */
export interface AccountOptions {
  readonly account?: AccountNodeSettings;
  readonly credentials?: AccountCredentials;
  /** Credentials of further configuration nodes, by their ids. */
  readonly others?: Readonly<Record<string, object>>;
  /** Gets Node-RED's API before the nodes do. */
  readonly prepare?: NodeInitializer;
}

/** Flows with an account of the simulator. */
export class TestBed extends RuntimeBed {
  /** Deploys nodes with an account that suits the simulator unless it is overridden. */
  async deploy(nodes: readonly FlowNode[], options: AccountOptions = {}): Promise<void> {
    const palette = [
      'sequence/17-split.js',
      'common/20-inject.js',
      'common/60-link.js',
      'function/15-change.js',
    ].map(coreNode);
    const prepare = options.prepare ?? (() => undefined);
    await this.load([prepare, ...palette], this.#flow(nodes, options.account), {
      account: { ...(options.credentials ?? this.simulator.account) },
      ...options.others,
    });
  }

  /** Stops Node-RED's flows and deploys these again, as a restart does. */
  async restart(nodes: readonly FlowNode[], options?: AccountOptions): Promise<void> {
    await this.stop();
    this.journal.check();
    this.journal.close();
    this.observer.close();
    await this.deploy(nodes, options);
  }

  /** Deploys another version over the first one, as the editor's "Modified Nodes" does. */
  async redeploy(nodes: readonly FlowNode[], options: AccountOptions = {}): Promise<void> {
    const flow = this.#flow(nodes, options.account);
    const { credentials, others = {} } = options;
    const given = new Map<string, object>(Object.entries(others));
    if (credentials) given.set('account', credentials);
    await helper.setFlows(
      flow.map((node) =>
        given.has(node.id) ? { ...node, credentials: given.get(node.id) } : node,
      ),
      'nodes',
    );
  }

  /** Gives a message to a node and waits until the node is done with it. */
  trigger(id: string, message?: NodeMessage): Promise<Outcome> {
    return this.journal.trigger(id, message);
  }

  #flow(nodes: readonly FlowNode[], settings: AccountOptions['account']): FlowNode[] {
    const { baseUrl } = this.simulator;
    return [TAB, account({ baseUrl, ...settings }), OUT, ...nodes];
  }
}

/** Gives each test of the suite a test bed of its own. */
export function useTestBed(options: SimulatorOptions = {}): TestBed {
  const bed = new TestBed();
  beforeEach(() => bed.start(options));
  afterEach(() => bed.end());
  return bed;
}
