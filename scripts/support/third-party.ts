import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project-root';

/** Where the nodes of others are installed that some examples need. */
const FOLDER = join(projectRoot, 'test', 'third-party');

const MODULES = join(FOLDER, 'node_modules');

/** Whether `npm run test:all` has installed the nodes of others. */
export function hasThirdParty(): boolean {
  return existsSync(join(MODULES, '.package-lock.json'));
}

/** The environment in which Node-RED finds the nodes of others, where they are installed. */
export function thirdPartyEnvironment(): NodeJS.ProcessEnv {
  return hasThirdParty() ? { NODE_RED_NODES_DIR: FOLDER } : {};
}

/** Whether SQLite was compiled, which also needs the headers of Node.js. */
export function hasSqlite(): boolean {
  return existsSync(join(MODULES, 'sqlite3', 'build', 'Release', 'node_sqlite3.node'));
}
