/**
 * Installs what is missing and builds. It runs before anything is installed,
 * so it may import nothing but Node.js and its own neighbours.
 *
 *   --with-node-red-5  also installs Node-RED 5, for the tests
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install, run } from './install.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

install(root);
if (process.argv.includes('--with-node-red-5')) install(join(root, 'test', 'node-red-5'));
run(root, join(root, 'scripts', 'build.mjs'), '--tests');
