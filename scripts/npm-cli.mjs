import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * The path of the npm that belongs to this Node.js. Not the `npm` on the PATH:
 * inside a package script that is Node-RED's own, older one.
 *
 * @returns {string}
 */
export function npmCli() {
  const bin = dirname(process.execPath);
  const found = [
    process.env.npm_execpath ?? '',
    join(bin, '../lib/node_modules/npm/bin/npm-cli.js'),
    join(bin, 'node_modules/npm/bin/npm-cli.js'),
  ].find((path) => basename(path) === 'npm-cli.js' && existsSync(path));
  if (found === undefined) {
    throw new Error('npm was not found: run this through it, as in "npm start" or "npm test".');
  }
  return found;
}
