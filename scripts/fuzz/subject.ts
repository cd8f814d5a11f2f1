import { request } from 'node:http';
import type { FlowNode } from '../support/flow-node';
import { RecordedNodeRed } from '../support/recorder/recorded-node-red';
import type { FuzzCase } from './cases';
import { fuzzFlow } from './flow';

/** Milliseconds that a case may take; the accounts wait 3 s for an answer. */
const LIMIT = 60_000;

/** What came of a case. */
interface Outcome {
  /** What must not be, in words. */
  readonly wrong: string[];
  /** Milliseconds that another flow has waited at the most. */
  readonly waited: number;
  /** Milliseconds of it in which Node-RED itself copied a message. */
  readonly copying: number;
  /** How the messages of nodes ended, by code. */
  readonly ends: Readonly<Record<string, number>>;
  /** What the dialog was answered. */
  readonly reply: string | undefined;
}

/** A Node-RED that things are done to. */
export class Subject {
  #deploys = 1;
  #reported = 0;
  /** Messages that its nodes have received. */
  received = 0;
  /** How they ended, by code. */
  ends: Readonly<Record<string, number>> = {};

  private constructor(
    readonly nodeRed: RecordedNodeRed,
    private readonly flowOf: (deploys: number) => FlowNode[],
  ) {}

  /**
   * @param origin of the hostile service
   * @param heap megabytes
   * @param change makes another flow of it
   */
  static async start(
    origin: string,
    heap: number,
    change = (flow: FlowNode[]): FlowNode[] => flow,
  ): Promise<Subject> {
    const nodeOptions = [`--max-old-space-size=${heap}`];
    const flowOf = (deploys: number): FlowNode[] => change(fuzzFlow(origin, deploys));
    return new Subject(await RecordedNodeRed.start({ flow: flowOf(1), nodeOptions }), flowOf);
  }

  /** Does what a case says, and waits until all messages have ended. */
  async run({ message, dialog, isNew }: FuzzCase): Promise<Outcome> {
    const { nodeRed, ends: before } = this;
    const wrong: string[] = [];
    if (isNew) {
      this.#deploys++;
      await nodeRed
        .deploy(this.flowOf(this.#deploys))
        .catch((error: unknown) => wrong.push(`the deploy failed: ${String(error)}`));
      // Node-RED itself takes its time for a deploy.
      await nodeRed.heartbeat.beaten();
      nodeRed.heartbeat.take();
    }
    if (message !== undefined) nodeRed.start(message);
    const reply = dialog && (await this.#ask(dialog));
    if (dialog !== undefined && reply === undefined) wrong.push('the dialog got no answer');
    const { open, violations, received, ends } = await nodeRed.idle(LIMIT);
    this.received = received;
    this.ends = Object.fromEntries(Object.entries(ends).map(([code, n]) => [code, Number(n)]));
    if (!nodeRed.isAlive) wrong.push(`Node-RED ended: ${lastWords(nodeRed.output)}`);
    else if (open.length > 0) wrong.push(`without an end: ${open.join(', ')}`);
    wrong.push(...violations.slice(this.#reported));
    this.#reported = violations.length;
    if (nodeRed.isAlive) await nodeRed.heartbeat.beaten();
    const newEnds = difference(this.ends, before);
    if ('INTERNAL' in newEnds || reply?.includes('"code":"INTERNAL"')) {
      wrong.push('it ended in an error that nobody has foreseen');
    }
    return {
      wrong,
      copying: nodeRed.takeCopying(),
      waited: nodeRed.heartbeat.take().longest,
      ends: newEnds,
      reply,
    };
  }

  /** Posts to the admin API over a connection of its own; one that was kept may just be closed. */
  #ask({ path, body }: { path: string; body: string }): Promise<string | undefined> {
    return new Promise((resolve) => {
      const url = new URL(path, this.nodeRed.url);
      const headers = {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(body),
      };
      const fail = (): void => resolve(undefined);
      request(url, { method: 'POST', agent: false, headers, timeout: LIMIT }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        response.on('end', () => resolve(text)).on('error', fail);
      })
        .on('error', fail)
        .on('timeout', fail)
        .end(body);
    });
  }
}

/** What there is more of than before. */
function difference(now: Outcome['ends'], before: Outcome['ends']): Outcome['ends'] {
  return Object.fromEntries(
    Object.entries(now)
      .map(([code, count]): [string, number] => [code, count - (before[code] ?? 0)])
      .filter(([, count]) => count > 0),
  );
}

/** The end of a log, on one line. */
function lastWords(output: string): string {
  const [fatal] = /(?:FATAL ERROR|RangeError|Error):.*/.exec(output) ?? [];
  return (fatal ?? output.slice(-200)).replaceAll(/\s+/g, ' ');
}
