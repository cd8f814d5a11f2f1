/**
 * Installs what is missing and builds. It runs before anything is installed,
 * so it imports nothing but Node.js.
 *
 *   --node-red-5   also installs Node-RED 5, with a Node.js that it accepts
 *   --third-party  also installs the nodes of others that some examples need
 *   --mutation     also installs Stryker
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

/** Runs a Node.js script to its end and gives up with its exit code if it fails. */
async function run(script, args, options) {
  const [code] = await once(
    spawn(process.execPath, [script, ...args], { stdio: 'inherit', ...options }),
    'exit',
  );
  if (code !== 0) process.exit(code ?? 1);
}

/** Runs the npm that runs this, in a folder: the `npm` on the PATH of a script is Node-RED's own. */
function npm(folder, args, env = {}) {
  const cli = process.env.npm_execpath;
  if (cli === undefined) throw new Error('Run this through npm, as in "npm test".');
  return run(cli, [...args, '--loglevel=error'], { cwd: folder, env: { ...process.env, ...env } });
}

/** Installs what the lock file of a folder says, unless that was done since it changed. */
async function install(folder, options = []) {
  // npm writes this when it has finished: an installation that was cut short has none.
  const notes = join(folder, 'node_modules/.package-lock.json');
  const changedAt = (file) => statSync(file).mtimeMs;
  if (existsSync(notes) && changedAt(notes) >= changedAt(join(folder, 'package-lock.json'))) return;
  // NODE_ENV=production would leave out the compiler. The audit is a step of CI.
  await npm(folder, ['ci', '--include=dev', '--no-audit', '--no-fund', ...options]);
}

/**
 * Compiles SQLite, whose sources are in its package. Its own script would fetch a
 * binary that no lock file knows. Where it cannot be compiled, a test says that it
 * is skipped, and why.
 */
async function compileSqlite(folder) {
  // Without the headers of this Node.js on the disk, node-gyp would fetch them.
  const prefix = join(dirname(process.execPath), '..');
  if (!existsSync(join(prefix, 'include/node/node_api.h'))) return;
  if (existsSync(join(folder, 'node_modules/sqlite3/build/Release/node_sqlite3.node'))) return;
  process.stdout.write('Compiling SQLite for a test. This takes a minute, once.\n');
  // Optimized it would be no better for a test, and take three times as long.
  const env = { CFLAGS: '-O0', CXXFLAGS: '-O0' };
  await npm(folder, ['rebuild', 'sqlite3', '--build-from-source', `--nodedir=${prefix}`], env);
}

const wants = (option) => process.argv.includes(option);

await Promise.all([
  // Nothing that is built needs the other folders.
  install('.').then(() => run('scripts/build.mjs', ['--tests'])),
  wants('--node-red-5') && install('test/node-red-5'),
  wants('--mutation') && install('test/mutation'),
  wants('--third-party') && install('test/third-party', ['--ignore-scripts', '--omit=optional']),
]);
if (wants('--third-party')) await compileSqlite('test/third-party');
