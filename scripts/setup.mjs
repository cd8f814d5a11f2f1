/**
 * Installs what is missing and builds. It runs before anything is installed,
 * so it may import nothing but Node.js and its own neighbours.
 *
 *   --for-tests  also installs Node-RED 5, and the nodes of others
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install, run } from './install.mjs';
import { installThirdParty } from './third-party.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

install(root);
if (process.argv.includes('--for-tests')) {
  install(join(root, 'test', 'node-red-5'));
  installThirdParty(join(root, 'test', 'third-party'));
}
run(root, join(root, 'scripts', 'build.mjs'), '--tests');
