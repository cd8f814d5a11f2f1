import { request } from 'node:http';
import { RecordedNodeRed } from '../support/recorder/recorded-node-red';
import type { FuzzCase } from './cases';
import { fuzzFlow } from './flow';

/** Milliseconds that a case may take; the accounts wait 3 s for an answer. */
const LIMIT = 60_000;

/** A Node-RED that things are done to. */
export class Subject {
  #deploys = 1;
  #reported = 0;
  /** Messages that its nodes have received. */
  received = 0;
  /** How they ended, by code. */
  ends: Readonly<Record<string, unknown>> = {};

  private constructor(
    readonly nodeRed: RecordedNodeRed,
    private readonly origin: string,
  ) {}

  /**
   * @param origin of the hostile service
   * @param heap megabytes
   */
  static async start(origin: string, heap: number): Promise<Subject> {
    const nodeOptions = [`--max-old-space-size=${heap}`];
    return new Subject(
      await RecordedNodeRed.start({ flow: fuzzFlow(origin, 1), nodeOptions }),
      origin,
    );
  }

  /**
   * Does what a case says, and waits until all messages have ended.
   *
   * @returns what was wrong, and the longest wait of another flow, in milliseconds
   */
  async run({ message, dialog, isNew }: FuzzCase): Promise<{ wrong: string[]; waited: number }> {
    const { nodeRed } = this;
    const wrong: string[] = [];
    if (isNew) {
      this.#deploys++;
      await nodeRed.deploy(fuzzFlow(this.origin, this.#deploys));
      // Node-RED itself takes its time for a deploy.
      await nodeRed.heartbeat.beaten();
      nodeRed.heartbeat.take();
    }
    if (message !== undefined) nodeRed.start(message);
    if (dialog !== undefined && !(await this.#ask(dialog))) wrong.push('the dialog got no answer');
    const { open, violations, received, ends } = await nodeRed.idle(LIMIT);
    Object.assign(this, { received, ends });
    if (!nodeRed.isAlive) wrong.push(`Node-RED ended: ${lastWords(nodeRed.output)}`);
    else if (open.length > 0) wrong.push(`without an end: ${open.join(', ')}`);
    wrong.push(...violations.slice(this.#reported));
    this.#reported = violations.length;
    if (nodeRed.isAlive) await nodeRed.heartbeat.beaten();
    return { wrong, waited: nodeRed.heartbeat.take().longest };
  }

  /** Posts to the admin API over a connection of its own; one that was kept may just be closed. */
  #ask({ path, body }: { path: string; body: string }): Promise<boolean> {
    return new Promise((resolve) => {
      const url = new URL(path, this.nodeRed.url);
      const headers = {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(body),
      };
      request(url, { method: 'POST', agent: false, headers, timeout: LIMIT }, (response) => {
        response.on('end', () => resolve(true)).on('error', () => resolve(false));
        response.resume();
      })
        .on('error', () => resolve(false))
        .on('timeout', () => resolve(false))
        .end(body);
    });
  }
}

/** The end of a log, on one line. */
function lastWords(output: string): string {
  const [fatal] = /(?:FATAL ERROR|RangeError|Error):.*/.exec(output) ?? [];
  return (fatal ?? output.slice(-200)).replaceAll(/\s+/g, ' ');
}
