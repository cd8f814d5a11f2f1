/**
 * Runs a command with variables in its environment, as `A=1 command` does in a POSIX shell;
 * Windows has none:
 *
 *   node scripts/with-env.mjs INODE_POLL_DAYS=30 mocha "test.js"
 */
import { spawnSync } from 'node:child_process';

const args = process.argv.slice(2);
const begin = args.findIndex((arg) => !/^[A-Z_]+=/.test(arg));
const given = args.slice(0, begin).map((arg) => {
  const [name = '', ...value] = arg.split('=');
  return [name, value.join('=')];
});
const [command = '', ...rest] = args.slice(begin);
const { status, error } = spawnSync(command, rest, {
  stdio: 'inherit',
  env: { ...process.env, ...Object.fromEntries(given) },
  // There a command is a script for the shell.
  shell: process.platform === 'win32',
});
if (error) throw error;
process.exitCode = status ?? 1;
