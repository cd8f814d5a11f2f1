import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { install } from './install.mjs';
import { npmCli } from './npm-cli.mjs';

/**
 * Installs the nodes of others that some examples need. None of their install
 * scripts is run: one would fetch a binary that no lock file knows.
 */
export function installThirdParty(folder) {
  install(folder, ['--ignore-scripts', '--omit=optional']);
  compileSqlite(join(folder, 'node_modules', 'sqlite3'));
}

/**
 * Compiles SQLite, whose sources are in its package, with npm's own node-gyp.
 * Where that is not possible nothing is lost but a test, which says so.
 */
function compileSqlite(folder) {
  if (existsSync(join(folder, 'build', 'Release', 'node_sqlite3.node'))) return;
  // Without the headers of this Node.js on the disk, node-gyp would fetch them.
  const prefix = join(dirname(process.execPath), '..');
  if (!existsSync(join(prefix, 'include', 'node', 'node_api.h'))) return;
  process.stdout.write('Compiling SQLite for a test. This takes a minute, once.\n');
  const gyp = join(dirname(npmCli()), '..', 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  const args = [gyp, 'rebuild', `--nodedir=${prefix}`, '--jobs=max', '--loglevel=silent'];
  // Optimised it would be no better for a test, and take three times as long.
  const env = { ...process.env, CFLAGS: '-O0', CXXFLAGS: '-O0' };
  spawnSync(process.execPath, args, { cwd: folder, env, stdio: 'ignore' });
}
