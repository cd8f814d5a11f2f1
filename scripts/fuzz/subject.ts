import { request } from 'node:http';
import { join } from 'node:path';
import type { FlowNode } from '../support/flow-node';
import { type MessageRecord, RecordedNodeRed } from '../support/recorder/recorded-node-red';
import { type FuzzCase, ORIGIN } from './cases';
import { fuzzFlow } from './flow';
import type { HostileService } from './hostile-service';

/** Milliseconds that a case may take: more than accounts wait for an answer. */
const LIMIT = 120_000;

/** Milliseconds of Node-RED's clocks from case to case: no pause and no token lasts as long. */
const BETWEEN_CASES = 7 * 86_400_000;

const MOVED_CLOCK = join(__dirname, '..', 'support', 'moved-clock.js');

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
  #now = Date.now();
  #reported = 0;
  /** Messages that its nodes have received. */
  received = 0;
  /** How they ended, by code. */
  ends: Readonly<Record<string, number>> = {};

  private constructor(
    readonly nodeRed: RecordedNodeRed,
    private readonly service: HostileService,
    private readonly flowOf: (deploys: number) => FlowNode[],
  ) {}

  /**
   * @param service what its nodes ask
   * @param heap megabytes
   * @param change makes another flow of it
   */
  static async start(
    service: HostileService,
    heap: number,
    change = (flow: FlowNode[]): FlowNode[] => flow,
  ): Promise<Subject> {
    const nodeOptions = [`--max-old-space-size=${heap}`, '--require', MOVED_CLOCK];
    const flowOf = (deploys: number): FlowNode[] => change(fuzzFlow(service.origin, deploys));
    const nodeRed = await RecordedNodeRed.start({ flow: flowOf(1), nodeOptions });
    return new Subject(nodeRed, service, flowOf);
  }

  /** Does what a case says, and waits until all messages have ended. */
  async run({ message, dialog, isNew, mayBeRefused }: FuzzCase): Promise<Outcome> {
    const { nodeRed, service, ends: before } = this;
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
    await this.#passTime();
    const given = service.given;
    if (message !== undefined) nodeRed.start(message);
    const reply = dialog && (await this.#ask(dialog));
    if (dialog !== undefined && reply === undefined) wrong.push('the dialog got no answer');
    const { open, violations } = await this.#settle();
    if (!nodeRed.isAlive) wrong.push(`Node-RED ended: ${lastWords(nodeRed.output)}`);
    else if (open.length > 0) wrong.push(`without an end: ${open.join(', ')}`);
    const isAsked = service.given > given;
    const hasAnswer = service.answer !== undefined || service.tokenAnswer !== undefined;
    if (hasAnswer && !isAsked && !mayBeRefused) wrong.push('the service was not asked');
    wrong.push(...violations.slice(this.#reported));
    this.#reported = violations.length;
    const newEnds = difference(this.ends, before);
    if ('INTERNAL' in newEnds || reply?.includes('"code":"INTERNAL"')) {
      wrong.push('it ended in an error that nobody has foreseen');
    }
    const copying = nodeRed.takeCopying();
    const waited = nodeRed.heartbeat.take().longest;
    return { wrong, copying, waited, ends: newEnds, reply };
  }

  /** After failures, accounts do not ask for a while, and a case would meet those of the cases before it. */
  async #passTime(): Promise<void> {
    this.#now += BETWEEN_CASES;
    this.nodeRed.sendToAll({ now: this.#now });
    await this.nodeRed.look();
  }

  /** Waits until all messages have ended, and takes note of how. */
  async #settle(): Promise<MessageRecord> {
    await this.nodeRed.idle(LIMIT);
    // What nodes have sent last may be on its way to others.
    await this.nodeRed.heartbeat.beaten();
    const record = await this.nodeRed.idle(LIMIT);
    this.received = record.received;
    this.ends = Object.fromEntries(
      Object.entries(record.ends).map(([code, n]) => [code, Number(n)]),
    );
    return record;
  }

  /** Posts to the admin API over a connection of its own; one that was kept may just be closed. */
  #ask(dialog: { path: string; body: string }): Promise<string | undefined> {
    const body = dialog.body.replaceAll(ORIGIN, this.service.origin);
    return new Promise((resolve) => {
      const url = new URL(dialog.path, this.nodeRed.url);
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
