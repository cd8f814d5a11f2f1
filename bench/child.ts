import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** Milliseconds that an answer may take; a flow that does not start must not be waited for for ever. */
const LIMIT = 120_000;

/** A process of its own that answers questions, one after the other; see `answer-parent.ts`. */
export class Child {
  readonly #process: ChildProcess;

  /**
   * @param script absolute path
   * @param setUp what it is told at its start
   */
  constructor(
    private readonly script: string,
    setUp: object = {},
  ) {
    this.#process = fork(script, [JSON.stringify(setUp)], {
      execArgv: ['--expose-gc'],
      // A proxy that the environment names cannot reach this machine's loopback.
      env: { ...process.env, NO_PROXY: '*', no_proxy: '*' },
    });
  }

  /** @throws when the process ends, or lets the time pass, without an answer */
  async ask(question: string): Promise<unknown> {
    const waiting = new AbortController();
    const giveUp = (): void => waiting.abort();
    const timer = setTimeout(giveUp, LIMIT);
    this.#process.once('exit', giveUp);
    this.#process.send(question);
    try {
      const [value] = await once(this.#process, 'message', { signal: waiting.signal });
      return value;
    } catch (cause) {
      this.#process.kill();
      throw new Error(`${this.script} has no answer to "${question}".`, { cause });
    } finally {
      clearTimeout(timer);
      this.#process.off('exit', giveUp);
    }
  }

  async close(): Promise<void> {
    const exited = once(this.#process, 'exit');
    this.#process.disconnect();
    await exited;
  }
}
