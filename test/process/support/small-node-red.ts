import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type FlowNode, onTab } from '../../../scripts/support/flow-node';
import { Heartbeat } from '../../../scripts/support/heartbeat';
import { type LinkedNodeRed, startLinkedNodeRed } from '../../../scripts/support/linked-node-red';
import { isReport, type Order, type Report } from './protocol';

/** Milliseconds between two looks at what became of the messages. */
const INTERVAL = 100;

/** What Linux forgets a process's peak of memory for (proc(5)). */
const FORGET_PEAK = '5';

/** Milliseconds that the request of another flow may wait. */
const LONGEST_WAIT = 250;

/** A Node-RED with a small heap, in which messages are counted, and another flow is asked all the time. */
export class SmallNodeRed {
  readonly #heartbeat: Heartbeat;
  #wanted = 0;
  #onReport = (_report: Report): void => undefined;

  private constructor(private readonly nodeRed: LinkedNodeRed) {
    const { url, pid = 0 } = nodeRed.process;
    this.#heartbeat = new Heartbeat(url, pid);
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
        ...nodes,
      ],
    });
    return new SmallNodeRed(nodeRed);
  }

  /**
   * Has nodes work on messages, until all of them have come to their ends.
   *
   * @throws where another flow had to wait for them
   */
  async work(order: Order): Promise<Report> {
    await this.#heartbeat.beaten();
    this.#heartbeat.take();
    this.#wanted += order.ids.length * order.count;
    this.nodeRed.process.sendMessage(JSON.stringify(order));
    for (;;) {
      const report = await this.#report();
      assert.deepEqual(report.violations, []);
      const ended = Object.values(report.ends).reduce((sum, count) => sum + count, 0);
      if (ended === this.#wanted) {
        await this.#heartbeat.beaten();
        const { longest } = this.#heartbeat.take();
        assert(longest < LONGEST_WAIT, `another flow waited for ${longest} ms`);
        return report;
      }
      await sleep(INTERVAL);
    }
  }

  /** Megabytes of memory that the process has more at its peak, while something is done, than before that. */
  async growthDuring(act: () => Promise<unknown>): Promise<number> {
    const folder = `/proc/${this.nodeRed.process.pid}`;
    writeFileSync(`${folder}/clear_refs`, FORGET_PEAK);
    const before = this.#peakIn(folder);
    await act();
    return this.#peakIn(folder) - before;
  }

  #peakIn(folder: string): number {
    const [, kilobytes] =
      /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`${folder}/status`, 'utf8')) ?? [];
    return Number(kilobytes) / 1_024;
  }

  async close(): Promise<void> {
    await this.#heartbeat.stop();
    await this.nodeRed.close();
  }

  #report(): Promise<Report> {
    const answer = new Promise<Report>((resolve) => {
      this.#onReport = resolve;
    });
    this.nodeRed.process.sendMessage('{}');
    return this.#whileAlive(answer);
  }

  #whileAlive<T>(answer: Promise<T>): Promise<T> {
    const { process: child } = this.nodeRed;
    const ended = child.exited.then((code) => {
      throw new Error(`Node-RED ended with ${code}.\n${child.output}`);
    });
    return Promise.race([answer, ended]);
  }
}
