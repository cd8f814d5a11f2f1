import assert from 'node:assert/strict';
import type { NodeInitializer } from 'node-red';
import helper from 'node-red-node-test-helper';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../../simulator/index';
import { type Clock, pause, stopClock, until } from '../../support/clock';
import { Environment } from './environment';
import type { FlowNode } from './flow-nodes';
import { Journal } from './journal';
import { packageNodes, withHooks } from './node-red';
import { Observer } from './observer';

/** What every test bed has: a simulator and a Node-RED, new for each test, and a stopped clock. */
export class RuntimeBed {
  protected readonly environment = new Environment();
  #simulator: Simulator | undefined;
  #clock: Clock | undefined;
  #journal: Journal | undefined;
  #observer: Observer | undefined;

  get simulator(): Simulator {
    assert(this.#simulator, 'the simulator runs only inside of a test');
    return this.#simulator;
  }

  get clock(): Clock {
    assert(this.#clock, 'the clock is stopped only inside of a test');
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

  /** Sets an environment variable, or removes it, until the end of the test. */
  setEnvironment(name: string, value: string | undefined): void {
    this.environment.set(name, value);
  }

  /** Stops the flow and checks that it leaves no connection, timer or floating promise behind. */
  async stop(): Promise<void> {
    await helper.unload();
    await until(() => connections() === 0, 'all connections are closed');
    // The simulator's own end when it notices that a connection is closed.
    await until(() => this.clock.countTimers() === 0, 'no timers are left');
    await pause(1);
    assert.deepEqual(this.observer.problems, []);
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
      this.environment.restore();
      this.#journal = this.#observer = this.#clock = this.#simulator = undefined;
    }
  }

  /** Runs a flow of the package's nodes and of these. */
  protected async load(
    others: readonly NodeInitializer[],
    flow: readonly FlowNode[],
    credentials: Record<string, object>,
  ): Promise<void> {
    this.#journal = new Journal();
    this.#observer = new Observer();
    await helper.load([withHooks, ...others, ...packageNodes()], [...flow], credentials);
    // It remembers each entry with a stack, and Node-RED makes some for each message.
    helper.log().restore();
  }
}

/** TCP connections in this process, in which both ends of each are. */
function connections(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap').length;
}
