/**
 * Lints, then runs the tests group by group, each in a process of its own.
 * Run it as `npm test`, or as `npm test -- unit nodes` for some of the groups:
 * a name also stands for those that begin with it and a dash.
 */
import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeRed5 } from './node-red-5.mjs';
import { npmCli } from './npm-cli.mjs';
import { groups } from './test-groups.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const mocha = join(dirname(createRequire(import.meta.url).resolve('mocha')), 'bin/mocha.js');

/** No group takes a tenth of this; one that hangs must not hang for ever. */
const GROUP_LIMIT = 20 * 60_000;

const write = (line) => process.stdout.write(`${line}\n`);

function lint() {
  const { status } = spawnSync(process.execPath, [npmCli(), 'run', '--silent', 'lint'], {
    stdio: 'inherit',
  });
  return status === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

/** Where to run a group, or undefined where this machine cannot. */
function environment({ nodeRed }) {
  if (nodeRed === 4) return { folder: 'node-red', node: process.execPath };
  return nodeRed5();
}

async function runGroup(group) {
  const place = environment(group);
  if (place === undefined) {
    write(
      '  SKIPPED: this needs Node-RED 5, which `npm test` installs, and Node.js 22.9 or newer.',
    );
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const files = group.files.map((pattern) => `.build/test/${pattern}`);
  const child = fork(mocha, ['--reporter', 'scripts/mocha-reporter.mjs', ...files], {
    execPath: place.node,
    execArgv: ['--enable-source-maps'],
    env: { ...process.env, NODE_RED: place.folder },
    timeout: GROUP_LIMIT,
  });
  let counts = { passed: 0, failed: 0, skipped: 0 };
  child.on('message', (message) => {
    counts = message;
  });
  const [code] = await once(child, 'exit');
  // A process that broke down outside of a test has failed all the same.
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function summarise(results) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  write('\nSummary');
  for (const [name, { passed, failed, skipped }] of results) {
    write(`  ${name.padEnd(13)} ${passed} passed, ${failed} failed, ${skipped} skipped`);
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  return total.failed === 0;
}

const checks = [
  { name: 'lint', heading: 'Lint and format', run: lint },
  ...groups.map((group) => ({ ...group, run: () => runGroup(group) })),
];
const wanted = process.argv.slice(2);
const matches = (name, arg) => name === arg || name.startsWith(`${arg}-`);

const unknown = wanted.filter((arg) => !checks.some(({ name }) => matches(name, arg)));
if (unknown.length > 0) {
  write(
    `There is no group ${unknown.join(', ')}; there are ${checks.map((c) => c.name).join(', ')}.`,
  );
  process.exit(2);
}

const results = [];
for (const { name, heading, run } of checks) {
  if (wanted.length > 0 && !wanted.some((arg) => matches(name, arg))) continue;
  write(`\n== ${heading} (${name}) ==`);
  results.push([name, await run()]);
}
process.exitCode = summarise(results) ? 0 : 1;
