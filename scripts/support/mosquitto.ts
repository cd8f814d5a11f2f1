import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { userInfo } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port';

/** Debian keeps it where the PATH of an ordinary user does not look. */
const COMMANDS = ['mosquitto', '/usr/sbin/mosquitto'];

/** Milliseconds that the broker gets to listen. */
const START_LIMIT = 10_000;

/** The command of an installed mosquitto 2, which says what it is in the help that it prints. */
export function findMosquitto(): string | undefined {
  return COMMANDS.find((command) => {
    const { stdout } = spawnSync(command, ['-h'], { encoding: 'utf8' });
    return (stdout ?? '').startsWith('mosquitto version 2.');
  });
}

/** An Eclipse mosquitto on a free port of 127.0.0.1, which writes down what it holds. */
export class Mosquitto {
  readonly port: number;
  readonly #command: string;
  readonly #config: string;
  #child: ChildProcess | undefined;
  #log = '';

  private constructor(command: string, port: number, config: string) {
    this.#command = command;
    this.port = port;
    this.#config = config;
  }

  /** @param folder where it keeps its files; must exist */
  static async start(folder: string): Promise<Mosquitto> {
    const command = findMosquitto();
    assert(command, 'mosquitto 2 is not installed');
    const port = await freePort();
    const config = path.join(folder, 'mosquitto.conf');
    writeFileSync(config, configuration(port, folder));
    const broker = new Mosquitto(command, port, config);
    await broker.start();
    return broker;
  }

  /** Starts it again on the port that it had; resolves when it listens. */
  async start(): Promise<void> {
    const child = spawn(this.#command, ['-c', this.#config], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    // Where this process ends without having stopped it.
    const kill = (): void => void child.kill('SIGKILL');
    process.once('exit', kill);
    child.once('exit', () => process.off('exit', kill));
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.#log += text;
      });
    }
    const deadline = AbortSignal.timeout(START_LIMIT);
    while (!(await listens(this.port))) {
      assert(child.exitCode === null && !deadline.aborted, `mosquitto: ${this.#log}`);
      await sleep(20);
    }
  }

  /** Whether a client has ever subscribed to anything. */
  hasSubscriber(clientId: string): boolean {
    return this.#log.includes(`: ${clientId} `);
  }

  /** How often a client was thrown off by another one of the same name. */
  get takeovers(): number {
    return this.#log.split('already connected, closing old connection').length - 1;
  }

  /** @param signal SIGTERM lets it write down what it holds, SIGKILL does not */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}

/** What docs/scaling.md recommends, on loopback only. */
function configuration(port: number, folder: string): string {
  return `listener ${port} 127.0.0.1
allow_anonymous true
user ${userInfo().username}
persistence true
persistence_location ${folder}/
max_queued_messages 0
max_inflight_messages 1000
log_dest stderr
log_type error
log_type warning
log_type subscribe
`;
}

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
