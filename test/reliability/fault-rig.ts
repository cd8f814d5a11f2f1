import assert from 'node:assert/strict';
import type { SimulatorOptions } from '../../simulator/index';
import { CATCH, CAUGHT, type FlowNode, OUT, onTab } from '../nodes/support/flow-nodes';
import { coreNode } from '../nodes/support/node-red';
import { type TestBed, useTestBed } from '../nodes/support/test-bed';
import { FlakyLink } from './flaky-link';
import { CONFIG, type SimulatedAccount, type TestedService } from './services/tested-service';
import { type Traces, useTraces } from './traces';

/** A core `http proxy` node as it is configured. */
export interface ProxyNode {
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

/** A test bed with the nodes of one service, which reach the simulator through a link. */
export class FaultRig {
  #link: FlakyLink | undefined;
  readonly #flow: readonly FlowNode[];

  constructor(
    readonly bed: TestBed,
    readonly service: TestedService,
    private readonly traces: { readonly current: Traces },
  ) {
    this.#flow = flowOf(service);
  }

  get link(): FlakyLink {
    assert(this.#link, 'the link lies only inside of a test');
    return this.#link;
  }

  /** The credentials that the service accepts at the moment. */
  get account(): object {
    return this.#simulated.account;
  }

  changeAccount(changes: object): void {
    this.#simulated.changeAccount(changes);
  }

  /** All that has been shown to anybody but the service, as text. */
  shown(): string {
    const ids = [OUT, ...this.#flow].map(({ id }) => id);
    return this.traces.current.textOf(this.bed, ids);
  }

  async start(): Promise<void> {
    this.#link = new FlakyLink(Number(new URL(this.bed.simulator.baseUrl).port));
    await this.#link.restore();
  }

  async end(): Promise<void> {
    await this.#link?.cut();
    this.#link = undefined;
  }

  /**
   * @param settings what is special about the configuration node.
   * @param proxy a core `http proxy` node, with its credentials.
   */
  deploy(settings: object = {}, proxy?: ProxyNode): Promise<void> {
    const credentials = { [CONFIG]: { ...this.account } };
    if (proxy === undefined) return this.bed.deploy(this.#with(settings), { others: credentials });
    const { url, ...secrets } = proxy;
    const node = { id: 'proxy', type: 'http proxy', url, noproxy: [] };
    return this.bed.deploy([...this.#with({ ...settings, proxy: node.id }), node], {
      others: { ...credentials, [node.id]: secrets },
      prepare: coreNode('network/06-httpproxy.js'),
    });
  }

  /** Deploys again as the editor does, which also sends the credentials that were edited. */
  redeploy(settings: object = {}, credentials?: object): Promise<void> {
    return this.bed.redeploy(this.#with(settings), {
      ...(credentials && { others: { [CONFIG]: credentials } }),
    });
  }

  get #simulated(): SimulatedAccount {
    return this.service.simulated(this.bed.simulator);
  }

  #with(settings: object): FlowNode[] {
    const { config, at } = this.service;
    return [config({ ...at(this.link.origin), ...settings }), ...this.#flow];
  }
}

/** Gives each test of the suite a rig of its own. */
export function useFaultRig(service: TestedService, options: SimulatorOptions = {}): FaultRig {
  const traces = useTraces();
  const bed = useTestBed({ ...service.options(), ...options });
  const rig = new FaultRig(bed, service, traces);
  beforeEach(() => rig.start());
  afterEach(() => rig.end());
  return rig;
}

/** The nodes of a service, with whatever in Node-RED can hear of their fate. */
function flowOf({ nodes }: TestedService): FlowNode[] {
  return [
    ...nodes,
    CATCH,
    CAUGHT,
    onTab({ id: 'complete', type: 'complete', scope: nodes.map(({ id }) => id) }),
    onTab({ id: 'status', type: 'status', scope: null, wires: [['shown']] }),
    onTab({ id: 'shown', type: 'helper' }),
  ];
}
