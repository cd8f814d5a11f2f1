import assert from 'node:assert/strict';
import type { TlsOptions } from 'node:tls';
import type { SimulatorOptions } from '../../../simulator/index';
import type { Outcome } from '../../nodes/support/journal';
import { coreNode } from '../../nodes/support/node-red';
import { RuntimeBed } from '../../nodes/support/runtime-bed';
import { certificates } from './certificates';
import { credentialsOf, type Deployment, flowOf } from './deployment';
import { startTlsFront, type TlsFront } from './tls-front';

/** Flows of one node that reads links from a simulator behind TLS. */
export class NetworkBed extends RuntimeBed {
  #front: TlsFront | undefined;

  /** The server that speaks TLS for the simulator. */
  get front(): TlsFront {
    assert(this.#front, 'the server runs only inside of a test');
    return this.#front;
  }

  /** The base URL of the service by one of the names of this machine. */
  url(host = 'localhost'): string {
    return `https://${host}:${this.front.port}/api/`;
  }

  override async start(options: SimulatorOptions): Promise<void> {
    await super.start(options);
    await this.serve(certificates().server);
    // Whatever the environment of the tests says.
    this.environment.forgetProxies();
  }

  override async end(): Promise<void> {
    try {
      await super.end();
    } finally {
      await this.#front?.close();
      this.#front = undefined;
    }
  }

  /** Lets the service speak another TLS. */
  async serve(options: TlsOptions): Promise<void> {
    await this.#front?.close();
    this.#front = await startTlsFront(Number(new URL(this.simulator.baseUrl).port), options);
  }

  /** Deploys a flow whose account suits the simulator unless the test says otherwise. */
  async deploy(deployment: Deployment): Promise<void> {
    const core = ['network/05-tls.js', 'network/06-httpproxy.js'].map(coreNode);
    await this.load(core, flowOf(this.url(), deployment), {
      account: { ...this.simulator.account },
      ...credentialsOf(deployment),
    });
  }

  /** Gives the node `links` a message and waits until it is done with it. */
  trigger(): Promise<Outcome> {
    return this.journal.trigger('links');
  }

  /** Deploys and triggers. */
  async run(deployment: Deployment): Promise<Outcome> {
    await this.deploy(deployment);
    return this.trigger();
  }

  /** Seconds of each wait that the node has announced in its status. */
  get waits(): number[] {
    const announced = this.observer
      .statusesOf('links')
      .map((status) => Number(/^yellow ring retry in (\d+) s$/.exec(status)?.[1]));
    // What follows each is the count down.
    return announced.filter(
      (seconds, index) => seconds > 0 && !Number.isFinite(announced[index - 1]),
    );
  }
}

/** Gives each test of the suite a bed of its own. */
export function useNetworkBed(options: SimulatorOptions = {}): NetworkBed {
  const bed = new NetworkBed();
  beforeEach(() => bed.start(options));
  afterEach(() => bed.end());
  return bed;
}
