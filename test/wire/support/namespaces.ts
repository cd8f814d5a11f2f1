import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { projectRoot } from '../../../scripts/support/project-root';

/** The script that is the wire. */
export const WIRE_SCRIPT = resolve(projectRoot, 'test/wire/support/wire.py');

/** Where we are not root, we are so in a user namespace, which all processes share. */
const isRoot = process.geteuid?.() === 0;
const asRoot = isRoot ? [] : ['--user', '--map-root-user'];
const asSameRoot = isRoot ? [] : ['--user', '--preserve-credentials'];

/** Starts a command in a network of its own. */
export function startApart(command: readonly string[], options: SpawnOptions): ChildProcess {
  return spawn('unshare', [...asRoot, '--net', ...command], options);
}

/** Starts a command in a network and with mounts of its own, where `pid` is known. */
export function startApartBeside(
  pid: number,
  command: readonly string[],
  options: SpawnOptions,
): ChildProcess {
  const apart = ['unshare', '--net', '--mount', ...command];
  const [file = '', ...args] = isRoot
    ? apart
    : ['nsenter', ...asSameRoot, '--target', String(pid), ...apart];
  return spawn(file, args, options);
}

/** Starts a command in the network and with the mounts of a process. */
export function startWith(
  pid: number,
  command: readonly string[],
  options: SpawnOptions,
): ChildProcess {
  const target = ['--net', '--mount', '--target', String(pid)];
  return spawn('nsenter', [...asSameRoot, ...target, ...command], options);
}

/** Whether this machine lets us make networks. */
export function allowsNamespaces(): boolean {
  const attempt = [...asRoot, '--net', '--mount', 'python3', WIRE_SCRIPT, '--try'];
  return spawnSync('unshare', attempt, { stdio: 'ignore' }).status === 0;
}
