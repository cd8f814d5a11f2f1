import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Installation } from './installation';

/** Milliseconds that Node-RED gets to stop by itself; its nodes get 15 s to close. */
const STOP_LIMIT = 20_000;

/** Milliseconds between two looks at whether the editor answers. */
const POLL_INTERVAL = 100;

/** What Node-RED is started with. */
export interface NodeRedOptions {
  userDir: string;
  port: number;
  /** Encrypts the credentials of the flows. */
  credentialSecret: string;
  /** Added to the environment. */
  env?: NodeJS.ProcessEnv;
  /** Where its log goes: to this process's output, or kept for `output`. */
  log: 'inherit' | 'keep';
  /** Options of Node.js, such as the size of its heap. */
  nodeOptions?: readonly string[];
  /** Gives it one core only; needs `taskset`. */
  oneCore?: boolean;
}

/** A Node-RED that runs as a process of its own. */
export class NodeRedProcess {
  /** Address of the editor, with a slash at the end. */
  readonly url: string;
  /** The exit code, once the process has ended; 1 where a signal ended it. */
  readonly exited: Promise<number>;
  readonly #child: ChildProcess;
  #output = '';

  constructor(installation: Installation, options: NodeRedOptions) {
    const { userDir, port, credentialSecret, env, log, nodeOptions = [], oneCore } = options;
    const args = ['--userDir', userDir, '--settings', join(__dirname, 'settings.js')];
    mkdirSync(userDir, { recursive: true });
    this.url = `http://127.0.0.1:${port}/`;
    this.#child = fork(installation.script, [...args, '--port', String(port)], {
      ...(oneCore
        ? { execPath: 'taskset', execArgv: ['-c', '0', process.execPath, ...nodeOptions] }
        : { execArgv: [...nodeOptions] }),
      // Where flows write files by relative paths.
      cwd: userDir,
      // Node-RED speaks the language of this machine, unless the environment names one.
      env: {
        ...process.env,
        LC_ALL: 'C',
        ...env,
        NODE_RED_CREDENTIAL_SECRET: credentialSecret,
        NODE_RED_USER_DIRECTORY: userDir,
      },
      silent: log === 'keep',
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#output += text;
      });
    }
    this.exited = new Promise((resolve, reject) => {
      this.#child.once('exit', (code) => resolve(code ?? 1));
      this.#child.once('error', reject);
    });
  }

  /** Undefined where it could not be started. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Whether it runs. */
  get isAlive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Calls back with each message that the process sends by `process.send`. */
  onMessage(listener: (message: unknown) => void): void {
    this.#child.on('message', listener);
  }

  /** Sends a message that the process gets as a `message` event. */
  sendMessage(message: string): void {
    if (this.#child.connected) this.#child.send(message);
  }

  /** The log so far, where it was to be kept. */
  get output(): string {
    return this.#output;
  }

  /** Resolves when the editor answers; rejects when the process ends before. */
  async ready(): Promise<void> {
    while (this.isAlive) {
      if (await this.#answers()) return;
      await sleep(POLL_INTERVAL);
    }
    throw new Error(`Node-RED ended before it was ready.\n${this.#output}`);
  }

  /** Ends it immediately, as a loss of power does. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /** Asks Node-RED to stop and waits until it has; in the end it is made to. */
  async stop(): Promise<void> {
    this.#child.kill('SIGTERM');
    const deadline = setTimeout(() => this.#child.kill('SIGKILL'), STOP_LIMIT);
    await this.exited;
    clearTimeout(deadline);
  }

  async #answers(): Promise<boolean> {
    try {
      const response = await fetch(new URL('settings', this.url), {
        // The next call would come over a connection that Node-RED may just be closing.
        headers: { Connection: 'close' },
      });
      await response.arrayBuffer();
      return response.ok;
    } catch {
      return false;
    }
  }
}
