import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A process of ours in another namespace. It does what it is asked, one thing after the other. */
export class Remote {
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly child: ChildProcess) {}

  get pid(): number {
    assert(this.child.pid !== undefined, 'the process did not start');
    return this.child.pid;
  }

  /** Resolves when the process can be asked. */
  async ready(): Promise<void> {
    assert.equal(await this.#message(), 'ready');
  }

  /** Asks for one thing, and returns the answer. */
  ask(command: object): Promise<unknown> {
    const answer = this.#last.then(() => {
      this.child.send(command);
      return this.#message();
    });
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  /** Ends the process, and waits until it has ended. */
  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exit = once(this.child, 'exit');
    this.child.kill();
    await exit;
  }

  #message(): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const onExit = (): void => reject(new Error('the process ended instead of answering'));
      this.child.once('exit', onExit);
      this.child.once('message', (message: unknown) => {
        this.child.off('exit', onExit);
        resolve(message);
      });
    });
  }
}

/** In such a process: does each thing that is asked, and ends with the process that asks. */
export function obey(handle: (command: unknown) => unknown): void {
  process.on('disconnect', () => process.exit());
  process.on('message', (command: unknown) => {
    void Promise.resolve(handle(command)).then((answer) => process.send?.(answer ?? null));
  });
  process.send?.('ready');
}
