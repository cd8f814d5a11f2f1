import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Node, NodeMessage } from 'node-red';
import { runtimeHooks } from './node-red';

interface Entry {
  readonly sent: NodeMessage[];
  readonly settle: (error: unknown) => void;
  settled: boolean;
}

/**
 * Follows messages through nodes by Node-RED's own hooks: what a node sent for
 * a message, and how it completed it.
 */
export class Journal {
  readonly #entries = new Map<string, Entry>();
  readonly #surplus: string[] = [];
  readonly #hooks = runtimeHooks();

  constructor() {
    this.#hooks.add('onSend.journal', (events) => {
      for (const { msg, source } of events) this.#entry(source.id, msg)?.sent.push(msg);
    });
    this.#hooks.add('onComplete.journal', ({ msg, node, error }) => {
      this.#complete(node.id, msg, error);
    });
  }

  /**
   * Gives a message to a node and waits until the node is done with it.
   *
   * @returns what the node sent for it; rejects with the error that it gave to `done`, before
   *   which it may have sent parts that do not say how many there are.
   */
  trigger(node: Node, message: NodeMessage = {}): Promise<NodeMessage[]> {
    const ticket = randomUUID();
    return new Promise((resolve, reject) => {
      const sent: NodeMessage[] = [];
      const settle = (error: unknown): void => {
        if (error === undefined) resolve(sent);
        else reject(sent.every(isOpenEnded) ? error : new Error('The node sent all and failed.'));
      };
      this.#entries.set(`${node.id} ${ticket}`, { sent, settle, settled: false });
      node.receive({ ...message, ticket });
    });
  }

  /** Ends the watch and checks that no message was completed more than once. */
  close(): void {
    this.#hooks.remove('*.journal');
    assert.deepEqual(this.#surplus, [], 'done was called again');
  }

  #entry(nodeId: string, message: NodeMessage): Entry | undefined {
    return this.#entries.get(`${nodeId} ${String(message.ticket)}`);
  }

  #complete(nodeId: string, message: NodeMessage, error: unknown): void {
    const entry = this.#entry(nodeId, message);
    if (entry?.settled) this.#surplus.push(nodeId);
    if (entry === undefined || entry.settled) return;
    entry.settled = true;
    entry.settle(error);
  }
}

/** Whether a message is a part of a list that may go on. */
function isOpenEnded({ parts }: NodeMessage & { parts?: unknown }): boolean {
  return parts !== undefined && Object(parts).count === undefined;
}
