import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Node, NodeMessage } from 'node-red';
import helper from 'node-red-node-test-helper';
import { until } from '../../support/clock';
import { runtime } from './node-red';

/** What a node made of one message. */
export interface Outcome {
  /** The messages that it sent for it, before Node-RED clones any. */
  readonly sent: readonly NodeMessage[];
  /** What it gave to `done`; nothing where it succeeded. */
  readonly error: unknown;
}

/** A node's work for the messages of one id; copies of a message arrive under the same id. */
interface Work {
  arrivals: number;
  readonly sent: NodeMessage[];
  readonly completions: unknown[];
  /** Those who wait for the first completion. */
  readonly waiting: (() => void)[];
}

/** All that a node has done. */
interface NodeRecord {
  readonly received: NodeMessage[];
  readonly work: Map<string | undefined, Work>;
  completed: number;
  sent: number;
}

/**
 * Follows messages through a flow by Node-RED's own hooks, and their completion
 * by the nodes of this package.
 */
export class Journal {
  readonly #records = new Map<string, NodeRecord>();

  constructor() {
    const { hooks } = runtime;
    hooks.add('onReceive.journal', ({ msg, destination: { id } }) => {
      this.#record(id).received.push(msg);
      this.#work(id, msg).arrivals += 1;
    });
    hooks.add('onSend.journal', (events) => {
      for (const { msg, source } of events) {
        this.#record(source.id).sent += 1;
        this.#work(source.id, msg).sent.push(msg);
      }
    });
    hooks.add('onComplete.journal', ({ msg, node: { id, node }, error }) => {
      if (!isOurs(node)) return;
      this.#record(id).completed += 1;
      const { completions, waiting } = this.#work(id, msg);
      completions.push(error);
      for (const resolve of waiting.splice(0)) resolve();
    });
  }

  /** Gives this very message to a node. */
  start(id: string, message: NodeMessage = {}): void {
    const { _msgid = randomUUID() } = message;
    helper.getNode(id).receive(Object.assign(message, { _msgid }));
  }

  /** Gives this very message to a node and waits until the node is done with it. */
  async trigger(id: string, message: NodeMessage = {}): Promise<Outcome> {
    this.start(id, message);
    const { sent, completions, waiting } = this.#work(id, message);
    if (completions.length === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    // What the node does right after `done` belongs to it.
    await new Promise(setImmediate);
    return { sent, error: completions[0] };
  }

  /** What a node has received so far. */
  received(id: string): readonly NodeMessage[] {
    return this.#record(id).received;
  }

  /** Waits until a node has received so many messages, and returns all that it has. */
  async receives(id: string, count: number): Promise<readonly NodeMessage[]> {
    await until(() => this.received(id).length >= count, `${id} receives ${count} messages`);
    return this.received(id);
  }

  /** How many messages a node has sent. */
  sentBy(id: string): number {
    return this.#record(id).sent;
  }

  /** How often a node has called `done`. */
  completedBy(id: string): number {
    return this.#record(id).completed;
  }

  /**
   * Fails where a node called `done` more than once for a message, or failed
   * after it had sent something that may be taken for a complete list.
   */
  check(): void {
    for (const [id, { work }] of this.#records) {
      for (const { arrivals, sent, completions } of work.values()) {
        assert(completions.length <= arrivals, `${id} called done too often`);
        const failed = completions.some((error) => error !== undefined);
        assert(!failed || sent.every(isOpenEnded), `${id} sent something and failed`);
      }
    }
  }

  close(): void {
    runtime.hooks.remove('*.journal');
  }

  #record(id: string): NodeRecord {
    const record = this.#records.get(id) ?? {
      received: [],
      work: new Map(),
      completed: 0,
      sent: 0,
    };
    this.#records.set(id, record);
    return record;
  }

  #work(id: string, { _msgid }: NodeMessage): Work {
    const { work } = this.#record(id);
    const found = work.get(_msgid) ?? { arrivals: 0, sent: [], completions: [], waiting: [] };
    work.set(_msgid, found);
    return found;
  }
}

/** Whether a message is part of a sequence, and does not say how long that is. */
export function isOpenEnded({ parts }: NodeMessage): boolean {
  return parts !== undefined && Object(parts).count === undefined;
}

function isOurs({ type }: Pick<Node, 'type'>): boolean {
  return /^(inode|innerspace|rdp)-/.test(type);
}
