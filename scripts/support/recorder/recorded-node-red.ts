import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { asRecord } from '../../../src/json-value';
import { onTab } from '../flow-node';
import { Heartbeat } from '../heartbeat';
import {
  type LinkedNodeRed,
  type LinkedNodeRedOptions,
  startLinkedNodeRed,
} from '../linked-node-red';

const POLL_INTERVAL = 3;

/** What a node gets: a message as JSON, or by the name of one that JSON cannot express. */
export interface Start {
  /** The node's id. */
  readonly start: string;
  readonly text?: string;
  readonly odd?: string;
}

/** What nodes have made of their messages. */
export interface MessageRecord {
  /** Nodes with messages that have not ended. */
  readonly open: readonly string[];
  /** What a node did that it must not. */
  readonly violations: readonly string[];
  /** Messages that came to nodes. */
  readonly received: number;
  /** How messages ended, by the code of the error, or as `done`. */
  readonly ends: Readonly<{ [code: string]: unknown }>;
  /** Bytes of live objects, those beside the heap included. */
  readonly heap: number;
  /** Bytes of the process. */
  readonly rss: number;
}

const NOTHING: MessageRecord = { open: [], violations: [], received: 0, ends: {}, heap: 0, rss: 0 };

/** A Node-RED in a process of its own whose messages are followed, and another flow asked all the time. */
export class RecordedNodeRed {
  readonly heartbeat: Heartbeat;
  #record = NOTHING;
  #copying = 0;
  #records = 0;

  private constructor(private readonly linked: LinkedNodeRed) {
    const { process: child } = linked;
    this.heartbeat = new Heartbeat(child.url, child.pid ?? 0);
    child.onMessage((message) => {
      const { open, violations, received, ends, copying, heap, rss } = asRecord(message);
      if (!Array.isArray(open) || !Array.isArray(violations)) return;
      const figures = { received: Number(received), heap: Number(heap), rss: Number(rss) };
      this.#record = { open, violations, ends: asRecord(ends), ...figures };
      this.#copying = Math.max(this.#copying, Number(copying));
      this.#records++;
    });
  }

  static async start(options: LinkedNodeRedOptions): Promise<RecordedNodeRed> {
    const linked = await startLinkedNodeRed({
      ...options,
      flow: withRecorder(options.flow),
      prepare: (userDir) => {
        installNode(join(userDir, 'nodes'), 'recorder', join(__dirname, 'recorder.js'));
        options.prepare?.(userDir);
      },
    });
    return new RecordedNodeRed(linked);
  }

  get isAlive(): boolean {
    return this.linked.process.isAlive;
  }

  /** Address of the editor, with a slash at the end. */
  get url(): string {
    return this.linked.process.url;
  }

  get userDir(): string {
    return this.linked.userDir;
  }

  get output(): string {
    return this.linked.process.output;
  }

  /** Megabytes of memory that the process ever had at a time. */
  get peak(): number {
    const status = readFileSync(`/proc/${this.linked.process.pid}/status`, 'utf8');
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1_024);
  }

  /** Milliseconds that Node-RED itself copied a message for, at the most, since the last look. */
  takeCopying(): number {
    const copying = this.#copying;
    this.#copying = 0;
    return copying;
  }

  deploy(flow: LinkedNodeRedOptions['flow']): Promise<void> {
    return this.linked.deploy(withRecorder(flow));
  }

  /** Gives a node a message. */
  start(message: Start): void {
    this.linked.process.sendMessage(JSON.stringify(message));
  }

  /** Sends all that listen in the process something that the recorder takes no notice of. */
  sendToAll(message: { readonly now: number } | { readonly work: boolean }): void {
    this.linked.process.sendMessage(JSON.stringify(message));
  }

  /** Calls back with each message from the process. */
  onMessage(listener: (message: unknown) => void): void {
    this.linked.process.onMessage(listener);
  }

  /**
   * Waits until all messages have ended, the time is over, or the process has ended.
   *
   * @param limit milliseconds
   */
  async idle(limit: number): Promise<MessageRecord> {
    const deadline = performance.now() + limit;
    let record: MessageRecord;
    do record = await this.look();
    while (record.open.length > 0 && this.isAlive && performance.now() < deadline);
    return record;
  }

  /** What is known now, or was last where the process has ended. */
  async look({ measures = false } = {}): Promise<MessageRecord> {
    const before = this.#records;
    await sleep(POLL_INTERVAL);
    this.linked.process.sendMessage(JSON.stringify({ measures }));
    while (this.#records === before && this.isAlive) await sleep(1);
    return this.#record;
  }

  async close(): Promise<void> {
    await this.heartbeat.stop();
    await this.linked.close();
  }
}

/**
 * Puts a node where Node-RED finds it.
 *
 * @param file of the compiled node
 */
export function installNode(folder: string, type: string, file: string): void {
  mkdirSync(folder, { recursive: true });
  const module = JSON.stringify(file);
  writeFileSync(join(folder, `${type}.js`), `module.exports = require(${module});`);
  writeFileSync(join(folder, `${type}.html`), '');
}

function withRecorder(flow: LinkedNodeRedOptions['flow']): LinkedNodeRedOptions['flow'] {
  return [...flow, onTab({ id: 'recorder', type: 'recorder' })];
}
