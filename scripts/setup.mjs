/**
 * Installs what is missing and builds. It runs before anything is installed,
 * so it may import nothing but Node.js and its own neighbours.
 *
 *   --with-node-red-5  also installs Node-RED 5, for the tests
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npmCli } from './npm-cli.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a Node.js script to its end and gives up with its exit code if it fails. */
function run(folder, script, ...args) {
  const { status, error } = spawnSync(process.execPath, [script, ...args], {
    cwd: folder,
    stdio: 'inherit',
  });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

/** Installs what the lock file of a folder says, unless that was done before. */
function install(folder) {
  const lock = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  // `npm ci` starts by removing node_modules, and with it the stamp: an
  // installation that was cut short is not taken for a finished one.
  const stamp = join(folder, 'node_modules', '.lock-hash');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  // NODE_ENV=production would leave out the compiler. At loglevel error, npm
  // does not warn that Node-RED 5 asks for a newer Node.js: its tests bring one.
  run(folder, npmCli(), 'ci', '--include=dev', '--include=optional', '--loglevel=error');
  writeFileSync(stamp, lock);
}

install(root);
if (process.argv.includes('--with-node-red-5')) install(join(root, 'test', 'node-red-5'));
run(root, join(root, 'scripts', 'build.mjs'), '--tests');
