import { setTimeout as sleep } from 'node:timers/promises';
import type { FlowNode } from './flow-node';

/** Milliseconds that deployed flows get to start. */
const START_LIMIT = 10_000;

const POLL_INTERVAL = 50;

/** What Node-RED says of one set of nodes: of one .js and .html file. */
export interface NodeSet {
  module: string;
  name: string;
  types: string[];
  enabled: boolean;
  /** What went wrong on loading it. */
  err?: string;
}

function assertRecords(value: unknown): asserts value is Record<string, unknown>[] {
  if (!Array.isArray(value) || value.some((item) => typeof item !== 'object' || item === null)) {
    throw new TypeError('not a list of objects');
  }
}

/** Checks that the content of a JSON file is a flow. */
export function assertFlow(value: unknown): asserts value is FlowNode[] {
  assertRecords(value);
  if (value.some(({ id, type }) => typeof id !== 'string' || typeof type !== 'string')) {
    throw new TypeError('a node of the flow has no id or no type');
  }
}

function assertNodeSets(value: unknown): asserts value is NodeSet[] {
  assertRecords(value);
  if (value.some(({ module, types }) => typeof module !== 'string' || !Array.isArray(types))) {
    throw new TypeError('not a list of node sets');
  }
}

/** The calls of Node-RED's admin API that are needed here. */
export class AdminApi {
  readonly #url: string;

  /** @param url address of the editor, with a slash at the end */
  constructor(url: string) {
    this.#url = url;
  }

  /** The sets of nodes that Node-RED has found. */
  async nodes(): Promise<NodeSet[]> {
    const response = await this.#call('GET', 'nodes');
    const sets: unknown = await response.json();
    assertNodeSets(sets);
    return sets;
  }

  /** The flows that are deployed, as an editor receives them. */
  async flows(): Promise<FlowNode[]> {
    const response = await this.#call('GET', 'flows');
    const flow: unknown = await response.json();
    assertFlow(flow);
    return flow;
  }

  /** Replaces all flows. Credentials may be in the nodes; Node-RED takes them out. */
  async deploy(flow: readonly FlowNode[]): Promise<void> {
    const response = await this.#call('POST', 'flows', flow);
    await response.arrayBuffer();
  }

  /** Saves settings of the editor, as its own dialog does. */
  async saveUserSettings(settings: object): Promise<void> {
    const response = await this.#call('POST', 'settings/user', settings);
    await response.arrayBuffer();
  }

  /**
   * Presses the button of an inject node. Node-RED answers a deployment before
   * the flows run, so a node that is not there may yet come.
   */
  async inject(id: string): Promise<void> {
    const deadline = AbortSignal.timeout(START_LIMIT);
    for (;;) {
      const response = await this.#fetch('POST', `inject/${id}`);
      await response.arrayBuffer();
      if (response.ok) return;
      if (response.status !== 404 || deadline.aborted) {
        throw new Error(`inject node ${id}: ${response.status}`);
      }
      await sleep(POLL_INTERVAL);
    }
  }

  async #call(method: string, path: string, body?: unknown): Promise<Response> {
    const response = await this.#fetch(method, path, body);
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    }
    return response;
  }

  #fetch(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(new URL(path, this.#url), {
      method,
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/json',
        // Node-RED may just be closing a connection that was kept.
        Connection: 'close',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }
}
