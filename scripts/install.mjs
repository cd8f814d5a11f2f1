import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmCli } from './npm-cli.mjs';

/** Runs a Node.js script to its end and gives up with its exit code if it fails. */
export function run(folder, script, ...args) {
  const { status, error } = spawnSync(process.execPath, [script, ...args], {
    cwd: folder,
    stdio: 'inherit',
  });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

/** NODE_ENV=production would leave out the compiler. */
const EVERYTHING = ['--include=dev', '--include=optional'];

/** Installs what the lock file of a folder says, unless that was done before. */
export function install(folder, options = EVERYTHING) {
  const lock = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  // `npm ci` starts by removing node_modules, and with it the stamp: an
  // installation that was cut short is not taken for a finished one.
  const stamp = join(folder, 'node_modules', '.lock-hash');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  // At loglevel error, npm does not warn that Node-RED 5 asks for a newer
  // Node.js: its tests bring one.
  run(folder, npmCli(), 'ci', ...options, '--loglevel=error');
  writeFileSync(stamp, lock);
}
