import type { AccountCredentials } from '../../nodes/settings';
import type { SimulatorOptions } from '../../simulator';
import {
  type FlowNode,
  type AccountNodeSettings,
  CATCH,
  CAUGHT,
  devices,
  links,
  onTab,
} from '../nodes/support/flow-nodes';
import { coreNode } from '../nodes/support/node-red';
import { type TestBed, useTestBed } from '../nodes/support/test-bed';
import { Cable } from './cable';

/** The nodes that are put to the test; each has the name of its list as its id. */
export type ListId = 'links' | 'devices';

/** Seconds that an access token lives on the bench. */
export const TOKEN_LIFE = 600;

/** Both nodes, with whatever in Node-RED can hear of their fate. */
const FLOW: readonly FlowNode[] = [
  links(),
  devices(),
  CATCH,
  CAUGHT,
  onTab({ id: 'complete', type: 'complete', scope: ['links', 'devices'] }),
  onTab({ id: 'status', type: 'status', scope: null, wires: [['shown']] }),
  onTab({ id: 'shown', type: 'helper' }),
];

/** A core `http proxy` node as it is configured. */
export interface ProxyNode {
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

/** A test bed whose nodes reach the simulator through a cable. */
export class Bench {
  #cable: Cable | undefined;

  constructor(readonly bed: TestBed) {}

  get cable(): Cable {
    if (this.#cable === undefined) throw new Error('the cable lies only inside of a test');
    return this.#cable;
  }

  async start(): Promise<void> {
    this.#cable = new Cable(Number(new URL(this.bed.simulator.baseUrl).port));
    await this.#cable.plug();
  }

  async end(): Promise<void> {
    await this.#cable?.pull();
    this.#cable = undefined;
  }

  /** @param proxy a core `http proxy` node, with its credentials. */
  deploy(account: AccountNodeSettings = {}, proxy?: ProxyNode): Promise<void> {
    if (proxy === undefined) return this.bed.deploy(FLOW, { account: this.#through(account) });
    const { url, ...credentials } = proxy;
    const node = { id: 'proxy', type: 'http proxy', url, noproxy: [] };
    return this.bed.deploy([...FLOW, node], {
      account: this.#through({ ...account, proxy: node.id }),
      others: { [node.id]: credentials },
      prepare: coreNode('network/06-httpproxy.js'),
    });
  }

  /** Deploys again as the editor does, which also sends the credentials that were edited. */
  redeploy(account: AccountNodeSettings = {}, credentials?: AccountCredentials): Promise<void> {
    return this.bed.redeploy(FLOW, {
      account: this.#through(account),
      ...(credentials && { credentials }),
    });
  }

  #through(account: AccountNodeSettings): AccountNodeSettings {
    return { baseUrl: `${this.cable.origin}/api/`, ...account };
  }
}

/** Gives each test of the suite a bench of its own. */
export function useBench(options: SimulatorOptions = {}): Bench {
  const bench = new Bench(useTestBed({ accessTokenLifetime: TOKEN_LIFE, ...options }));
  beforeEach(() => bench.start());
  afterEach(() => bench.end());
  return bench;
}
