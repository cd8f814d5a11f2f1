import assert from 'node:assert/strict';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type FlowNode, onTab } from '../../../scripts/support/flow-node';
import { type LinkedNodeRed, startLinkedNodeRed } from '../../../scripts/support/linked-node-red';
import { isReport, type Order, type Report } from './protocol';

/** Milliseconds between two looks at what became of the messages. */
const INTERVAL = 100;

/** A Node-RED with a small heap, in which messages are counted. */
export class SmallNodeRed {
  /** Milliseconds that the request of another flow has waited at the most. */
  longestWait = 0;

  #wanted = 0;
  #onReport = (_report: Report): void => undefined;

  private constructor(private readonly nodeRed: LinkedNodeRed) {
    nodeRed.process.onMessage((message) => {
      assert(isReport(message));
      this.#onReport(message);
    });
  }

  /**
   * @param heap megabytes of its old generation, as `--max-old-space-size` has them
   * @param nodes on the tab `tab`; what they send goes to `out`
   */
  static async start(heap: number, nodes: readonly FlowNode[]): Promise<SmallNodeRed> {
    const nodeRed = await startLinkedNodeRed({
      nodeOptions: [
        `--max-old-space-size=${heap}`,
        '--require',
        path.join(__dirname, 'witness.js'),
      ],
      env: { NO_PROXY: '*', no_proxy: '*' },
      flow: [
        { id: 'tab', type: 'tab' },
        onTab({ id: 'out', type: 'debug', active: false }),
        onTab({ id: 'ping', type: 'http in', method: 'get', url: '/ping', wires: [['pong']] }),
        onTab({ id: 'pong', type: 'http response' }),
        ...nodes,
      ],
    });
    const small = new SmallNodeRed(nodeRed);
    // Node-RED answers a deployment before the flows run.
    while (!(await small.#ping())) await sleep(INTERVAL);
    return small;
  }

  /** Has nodes work on messages, until all of them have come to their ends. */
  async work(order: Order): Promise<Report> {
    this.#wanted += order.ids.length * order.count;
    this.nodeRed.process.sendMessage(JSON.stringify(order));
    for (;;) {
      const report = await this.#report();
      assert.deepEqual(report.violations, []);
      const ended = Object.values(report.ends).reduce((sum, count) => sum + count, 0);
      if (ended === this.#wanted) return report;
      const before = performance.now();
      await this.#ping();
      this.longestWait = Math.max(this.longestWait, performance.now() - before);
      await sleep(INTERVAL);
    }
  }

  close(): Promise<void> {
    return this.nodeRed.close();
  }

  #report(): Promise<Report> {
    const answer = new Promise<Report>((resolve) => {
      this.#onReport = resolve;
    });
    this.nodeRed.process.sendMessage('{}');
    return this.#whileAlive(answer);
  }

  /** Makes a request of another flow; false where that does not run. */
  async #ping(): Promise<boolean> {
    const answer = fetch(new URL('ping', this.nodeRed.process.url)).catch(() => undefined);
    const response = await this.#whileAlive(answer);
    await response?.arrayBuffer();
    return response?.ok ?? false;
  }

  #whileAlive<T>(answer: Promise<T>): Promise<T> {
    const { process: child } = this.nodeRed;
    const ended = child.exited.then((code) => {
      throw new Error(`Node-RED ended with ${code}.\n${child.output}`);
    });
    return Promise.race([answer, ended]);
  }
}
