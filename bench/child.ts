import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Milliseconds after which an answer is given up: a flow that does not start must not hang the benchmark. */
const LIMIT = 120_000;

/** A process that answers questions, one at a time. */
export interface Answering {
  ask(question: string): Promise<unknown>;
  close(): Promise<void>;
}

/** One of the scripts in processes/, in a process of its own; its side is `answerParent`. */
export class Child implements Answering {
  readonly #process: ChildProcess;

  /**
   * @param script name of the script, without an ending
   * @param args its command line
   * @param env what its environment has beside that of this process
   */
  constructor(
    private readonly script: string,
    args: readonly (string | number)[] = [],
    env: NodeJS.ProcessEnv = {},
  ) {
    this.#process = fork(join(__dirname, 'processes', `${script}.js`), args.map(String), {
      execArgv: ['--expose-gc'],
      // A proxy that the environment names cannot reach the loopback of this machine.
      env: { ...process.env, ...env, NO_PROXY: '*', no_proxy: '*' },
    });
  }

  /** @throws when the process ends, or the time is over, without an answer */
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

/**
 * In a child: answers its parent for as long as the parent is there.
 *
 * @param stop what is done before the process ends
 */
export function answerParent(
  answers: Readonly<Record<string, () => unknown>>,
  stop: () => Promise<void> = async () => undefined,
): void {
  process.once('disconnect', () => void stop().finally(() => process.exit()));
  process.on('message', (question: string) => {
    void (async () => {
      const answer = answers[question];
      if (answer === undefined) throw new Error(`Nothing answers "${question}".`);
      process.send?.((await answer()) ?? null);
    })();
  });
}
