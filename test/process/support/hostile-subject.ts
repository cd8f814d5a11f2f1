import assert from 'node:assert/strict';
import type { FuzzCase } from '../../../scripts/fuzz/cases';
import { HostileService } from '../../../scripts/fuzz/hostile-service';
import { Subject } from '../../../scripts/fuzz/subject';
import type { FlowNode } from '../../../scripts/support/flow-node';

/** Milliseconds that another flow may wait. */
export const LONGEST_WAIT = 250;

/** A Node-RED that things are done to, and the service that does them. */
export class HostileSubject {
  #service: HostileService | undefined;
  #subject: Subject | undefined;

  /**
   * @param heap megabytes
   * @param timeout seconds that accounts wait for an answer, if not as the flow says
   */
  constructor(
    private readonly heap: number,
    private readonly timeout?: number,
  ) {}

  async start(): Promise<void> {
    this.#service ??= await HostileService.start();
    this.#subject = await Subject.start(this.#service, this.heap, (flow) =>
      this.timeout === undefined ? flow : withTimeout(flow, this.timeout),
    );
  }

  async close(): Promise<void> {
    await this.#subject?.nodeRed.close();
    await this.#service?.close();
  }

  /** Runs a case, and checks that Node-RED lives, that no flow waits, and that each message ends once. */
  async outlive(each: FuzzCase): Promise<Awaited<ReturnType<Subject['run']>>> {
    const subject = this.#subject;
    const service = this.#service;
    assert(subject && service);
    service.answer = each.answer;
    service.tokenAnswer = each.tokenAnswer;
    const outcome = await subject.run(each);
    if (!subject.nodeRed.isAlive) {
      await subject.nodeRed.close();
      await this.start();
    }
    assert.deepEqual(outcome.wrong, [], each.what);
    const { waited } = outcome;
    assert(waited < LONGEST_WAIT, `${each.what}: another flow waited for ${waited} ms`);
    return outcome;
  }
}

function withTimeout(flow: FlowNode[], timeout: number): FlowNode[] {
  return flow.map((node) => ('timeout' in node ? { ...node, timeout } : node));
}
