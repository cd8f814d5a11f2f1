import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { pause } from '../../support/clock';
import { closedOrigin } from '../../support/closed-origin';
import { needs } from '../../support/needs';
import { temporaryFolder } from './temporary-folder';

/** What a proxy is configured with besides where to listen. */
export interface TinyproxyOptions {
  /** Who may use it; anybody on this machine by default. */
  readonly user?: { readonly name: string; readonly password: string };
  /** The port of another proxy, which is asked for the hosts of a domain. */
  readonly upstream?: { readonly port: number; readonly domain: string };
}

/** Debian's tinyproxy, running. */
export interface Tinyproxy {
  readonly url: string;
  /** The requests that it was asked for, such as `CONNECT localhost:443`. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

const COMMAND = '/usr/bin/tinyproxy';

/** Leaves out the tests of the surrounding `describe` where tinyproxy is missing. */
export function needsTinyproxy(): void {
  needs(() => spawnSync(COMMAND, ['-v']).status === 0, 'tinyproxy');
}

/** Starts a proxy on a free port of 127.0.0.1. */
export async function startTinyproxy(options: TinyproxyOptions = {}): Promise<Tinyproxy> {
  const folder = temporaryFolder();
  const log = path.join(folder, 'log.txt');
  const { port } = new URL(await closedOrigin());
  const config = path.join(folder, 'tinyproxy.conf');
  writeFileSync(config, configuration(port, log, options));
  const child = spawn(COMMAND, ['-d', '-c', config], { stdio: 'ignore' });
  await untilListening(Number(port), child);
  return {
    url: `http://127.0.0.1:${port}`,
    get requests() {
      const lines = readFileSync(log, 'utf8').matchAll(
        /Request \(file .+?\): (.+) HTTP\/1\.[01]$/gm,
      );
      return [...lines].map(([, request = '']) => request);
    },
    async close() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

function configuration(port: string, log: string, { user, upstream }: TinyproxyOptions): string {
  return [
    `Port ${port}`,
    'Listen 127.0.0.1',
    'Allow 127.0.0.1',
    'Timeout 60',
    'LogLevel Connect',
    `LogFile "${log}"`,
    ...(user === undefined ? [] : [`BasicAuth ${user.name} ${user.password}`]),
    ...(upstream === undefined
      ? []
      : [`Upstream http 127.0.0.1:${upstream.port} "${upstream.domain}"`]),
    '',
  ].join('\n');
}

async function untilListening(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if (child.exitCode !== null) throw new Error(`tinyproxy ended with ${child.exitCode}`);
    const socket = connect(port, '127.0.0.1');
    const isOpen = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isOpen) return;
    await pause(10);
  }
  throw new Error('tinyproxy does not listen');
}
