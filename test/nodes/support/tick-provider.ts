import type { Node, NodeAPI, NodeDef, NodeInitializer } from 'node-red';
import { asRecord } from '../../../src/json-value';

/** Messages that a provider has taken and not processed yet, in their order. */
export class Backlog {
  readonly #open: ((error?: Error) => void)[] = [];
  /** How many have come. */
  received = 0;
  /** How many were waiting at the same moment, at the most. */
  most = 0;
  /** Whether nobody is sent a tick. */
  isSilent = false;

  add(end: (error?: Error) => void): void {
    this.received++;
    this.#open.push(end);
    this.most = Math.max(this.most, this.#open.length);
  }

  get length(): number {
    return this.#open.length;
  }

  /** Answers the first one; with an error it gives no tick. */
  work(error?: Error): void {
    this.#open.shift()?.(error);
  }
}

/**
 * A node `provider` that gives ticks as node-red-contrib-postgresql 0.16.2 does: at
 * its first message it looks for the first node that is wired to it and is known
 * as a consumer, and it sends that one a tick for each message that it has processed.
 */
export function tickProvider(backlog: Backlog): NodeInitializer {
  return (RED: NodeAPI) => {
    function Provider(this: Node, definition: NodeDef): void {
      RED.nodes.createNode(this, definition);
      Object.assign(this, { tickProvider: true });
      let consumer: string | undefined | null;
      this.on('input', (msg, send, done) => {
        if (consumer === undefined) consumer = findConsumer(this) ?? null;
        backlog.add((error) => {
          if (error === undefined) {
            send(msg);
            if (consumer && !backlog.isSilent)
              RED.nodes.getNode(consumer).receive(Object.assign({}, { tick: true }));
          }
          done(error);
        });
      });
    }
    RED.nodes.registerType('provider', Provider);
  };
}

/** The saved nodes are where Node-RED keeps them for itself. */
function findConsumer({ id, _flow }: Node): string | undefined {
  const { allNodes } = asRecord(asRecord(_flow)['global']);
  const [found] = Object.entries(asRecord(allNodes)).find(([, saved]) => {
    const { tickConsumer, wires } = asRecord(saved);
    return tickConsumer === true && Array.isArray(wires) && wires.flat().includes(id);
  }) ?? [undefined];
  return found;
}
