import type { RuntimeNode } from '../support/embedded-node-red';
import { RED } from '../support/red';

/** What a node says by calling itself; what it sends and completes goes through Node-RED's hooks. */
const UTTERANCES = ['send', 'status', 'error', 'warn', 'log', 'debug', 'trace'];

/** Watches nodes that were closed: from that moment on they must keep still. */
export class ClosedNodes {
  /** How many nodes were closed. */
  count = 0;
  /** How many messages were completed by nodes that were open. */
  completed = 0;
  /** What closed nodes did, in words. */
  readonly violations: string[] = [];
  readonly #followed = new WeakSet<object>();
  readonly #closed = new WeakSet<object>();

  constructor() {
    RED.hooks.add('onSend.closed', (events) => {
      for (const { source } of events) {
        if (this.#closed.has(source.node)) this.#note(source.id, 'sent a message');
      }
    });
    RED.hooks.add('onComplete.closed', ({ node: { id, node } }) => {
      if (this.#closed.has(node)) this.#note(id, 'completed a message');
      else if (this.#followed.has(node)) this.completed++;
    });
  }

  /** Follows a node that runs, unless it is followed already. */
  follow(id: string, node: RuntimeNode | undefined): void {
    if (node === undefined || this.#followed.has(node)) return;
    this.#followed.add(node);
    node.on('close', () => {
      this.count++;
      this.#closed.add(node);
      for (const name of UTTERANCES) {
        Object.defineProperty(node, name, { value: () => this.#note(id, `called ${name}`) });
      }
    });
  }

  stop(): void {
    RED.hooks.remove('*.closed');
  }

  #note(id: string, what: string): void {
    this.violations.push(`${id} was closed and ${what}`);
  }
}
