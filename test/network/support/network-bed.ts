import assert from 'node:assert/strict';
import type { TlsOptions } from 'node:tls';
import helper from 'node-red-node-test-helper';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../../simulator';
import { type Clock, pause, stopClock, until } from '../../nodes/support/clock';
import { Journal, type Outcome } from '../../nodes/support/journal';
import { coreNode, packageNodes } from '../../nodes/support/node-red';
import { Observer } from '../../nodes/support/observer';
import { certificates } from './certificates';
import { credentialsOf, type Deployment, flowOf } from './deployment';
import { Environment } from './environment';
import { startTlsFront, type TlsFront } from './tls-front';

/** A simulator behind TLS and a Node-RED, both new for each test, with a clock that stands still. */
export class NetworkBed {
  #simulator: Simulator | undefined;
  #front: TlsFront | undefined;
  #clock: Clock | undefined;
  #journal: Journal | undefined;
  #observer: Observer | undefined;
  readonly #environment = new Environment();

  get simulator(): Simulator {
    assert(this.#simulator, 'the simulator runs only inside of a test');
    return this.#simulator;
  }

  /** The server that speaks TLS for the simulator. */
  get front(): TlsFront {
    assert(this.#front, 'the server runs only inside of a test');
    return this.#front;
  }

  get clock(): Clock {
    assert(this.#clock, 'the clock stands only inside of a test');
    return this.#clock;
  }

  /** What the deployed flow shows and logs. */
  get observer(): Observer {
    assert(this.#observer, 'nothing is deployed');
    return this.#observer;
  }

  /** The base URL of the service by one of the names of this machine. */
  url(host = 'localhost'): string {
    return `https://${host}:${this.front.port}/api/`;
  }

  async start(options: SimulatorOptions): Promise<void> {
    this.#simulator = await startSimulator(options);
    await this.serve(certificates().server);
    // Whatever the environment of the tests says.
    this.#clock = stopClock();
    this.#environment.forgetProxies();
  }

  /** Lets the service speak another TLS. */
  async serve(options: TlsOptions): Promise<void> {
    await this.#front?.close();
    this.#front = await startTlsFront(Number(new URL(this.simulator.baseUrl).port), options);
  }

  /** Deploys a flow whose account suits the simulator unless it is told otherwise. */
  async deploy(deployment: Deployment): Promise<void> {
    this.#journal = new Journal();
    this.#observer = new Observer();
    const core = ['network/05-tls.js', 'network/06-httpproxy.js'].map(coreNode);
    await helper.load([...core, ...packageNodes()], flowOf(this.url(), deployment), {
      account: { ...this.simulator.account },
      ...credentialsOf(deployment),
    });
  }

  /** Gives the node `links` a message and waits until it is done with it. */
  trigger(): Promise<Outcome> {
    assert(this.#journal, 'nothing is deployed');
    return this.#journal.trigger('links');
  }

  /** Deploys and triggers. */
  async run(deployment: Deployment): Promise<Outcome> {
    await this.deploy(deployment);
    return this.trigger();
  }

  /** Seconds of each wait that the node has announced in its status. */
  get waits(): number[] {
    return this.observer
      .statusesOf('links')
      .flatMap((status) => /^yellow ring retry in (\d+) s$/.exec(status)?.[1] ?? [])
      .map(Number);
  }

  /** Sets or removes an environment variable until the end of the test. */
  setEnvironment(name: string, value: string | undefined): void {
    this.#environment.set(name, value);
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
      await this.#front?.close();
      await this.#simulator?.close();
      this.#environment.restore();
      this.#journal = this.#observer = this.#clock = undefined;
      this.#front = this.#simulator = undefined;
    }
  }
}

/** Gives each test of the suite a bed of its own. */
export function useNetworkBed(options: SimulatorOptions = {}): NetworkBed {
  const bed = new NetworkBed();
  beforeEach(() => bed.start(options));
  afterEach(() => bed.end());
  return bed;
}

/** TCP connections in this process. */
function connections(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap').length;
}
