import assert from 'node:assert/strict';
import type { NodeInitializer, NodeMessage } from 'node-red';
import helper from 'node-red-node-test-helper';
import type { AccountCredentials } from '../../../nodes/settings';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../../simulator';
import { type Clock, pause, stopClock, until } from './clock';
import { account, type AccountNodeSettings, type FlowNode, OUT, TAB } from './flow-nodes';
import { Journal, type Outcome } from './journal';
import { coreNode, packageNodes } from './node-red';
import { Observer } from './observer';

/** How the account of a flow differs from the simulator's. */
export interface AccountOptions {
  readonly account?: AccountNodeSettings;
  readonly credentials?: AccountCredentials;
  /** Credentials of further configuration nodes, by their ids. */
  readonly others?: Readonly<Record<string, object>>;
  /** Gets Node-RED's API before the nodes do. */
  readonly prepare?: NodeInitializer;
}

/** A simulator and a Node-RED, both new for each test, with a clock that stands still. */
export class TestBed {
  #simulator: Simulator | undefined;
  #clock: Clock | undefined;
  #journal: Journal | undefined;
  #observer: Observer | undefined;
  readonly #environment = new Map<string, string | undefined>();

  get simulator(): Simulator {
    assert(this.#simulator, 'the simulator runs only inside of a test');
    return this.#simulator;
  }

  get clock(): Clock {
    assert(this.#clock, 'the clock stands only inside of a test');
    return this.#clock;
  }

  /** The messages of the deployed flow. */
  get journal(): Journal {
    assert(this.#journal, 'nothing is deployed');
    return this.#journal;
  }

  /** What the deployed flow shows and logs. */
  get observer(): Observer {
    assert(this.#observer, 'nothing is deployed');
    return this.#observer;
  }

  async start(options: SimulatorOptions): Promise<void> {
    this.#simulator = await startSimulator(options);
    this.#clock = stopClock();
  }

  /** Deploys nodes with an account that suits the simulator unless it is told otherwise. */
  async deploy(nodes: readonly FlowNode[], options: AccountOptions = {}): Promise<void> {
    this.#journal = new Journal();
    this.#observer = new Observer();
    const palette = ['sequence/17-split.js', 'common/20-inject.js'].map(coreNode);
    const prepare = options.prepare ?? (() => undefined);
    await helper.load(
      [prepare, ...palette, ...packageNodes()],
      this.#flow(nodes, options.account),
      {
        account: { ...(options.credentials ?? this.simulator.account) },
        ...options.others,
      },
    );
  }

  /** Stops Node-RED's flows and deploys these anew, as a restart does. */
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

  /** Sets an environment variable until the end of the test. */
  setEnvironment(name: string, value: string): void {
    if (!this.#environment.has(name)) this.#environment.set(name, process.env[name]);
    process.env[name] = value;
  }

  /** Stops the flow and checks that it leaves no connection, timer or floating promise behind. */
  async stop(): Promise<void> {
    await helper.unload();
    await until(() => connections() === 0, 'all connections are closed');
    assert.equal(this.clock.countTimers(), 0, 'timers are left');
    await pause(1);
    assert.deepEqual(this.observer.troubles, []);
  }

  async end(): Promise<void> {
    try {
      if (this.#journal) await this.stop();
      this.#journal?.check();
    } finally {
      this.#journal?.close();
      this.#observer?.close();
      this.#clock?.restore();
      await this.#simulator?.close();
      for (const [name, value] of this.#environment) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
      this.#environment.clear();
      this.#journal = this.#observer = this.#clock = this.#simulator = undefined;
    }
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

/** TCP connections in this process, in which both ends of each are. */
function connections(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap').length;
}
