/**
 * Runs tests that were built before. Each group is an npm script of its own, and
 * a process of its own: one process can load only one Node-RED.
 *
 *   npm test                        what a change must pass
 *   npm run test:all                all there is, on both Node-REDs
 *   npm test -- test/src/a.test.ts  one file, or a folder
 *   npm test -- -g words            the tests that have these words in their name
 *   npm run watch -- …              the same again with each change
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import concurrently from 'concurrently';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

/** The longest come first, so that they do not run alone in the end. */
const PUSH = [
  'test:editor:5',
  'test:nodes',
  'test:unit',
  'test:reliability',
  'test:conformance',
  'test:package',
  'test:package:5',
  'lint',
];

/** What only `npm run test:all` runs. */
const MORE = [
  'test:month',
  'test:month:5',
  'test:editor',
  'test:nodes:5',
  'test:long',
  'test:release',
  'test:properties',
  'test:process',
  'test:process:5',
  'test:wire',
  'test:fuzz',
  'test:third-party',
  'test:third-party:5',
  'test:mqtt',
  'test:mqtt:5',
];

/** As many groups run side by side: they do not disturb each other, and wait a third of their time. */
const LANES = 3;

/** The longest group takes a quarter of this on two cores; one that hangs must not hang forever. */
const GROUP_LIMIT = 90 * 60_000;

const COUNTS = '.local/counts';

const write = (line) => process.stdout.write(`${line}\n`);

/** Runs groups side by side; their output comes group by group. */
async function runGroups(names) {
  rmSync(COUNTS, { recursive: true, force: true });
  mkdirSync(COUNTS, { recursive: true });
  const { commands, result } = concurrently(
    names.map((name) => ({
      name,
      command: `"${process.execPath}" "${process.env.npm_execpath}" run --silent ${name}`,
      env: { TEST_COUNTS: countsFile(name) },
    })),
    { maxProcesses: LANES, group: true, prefix: 'none' },
  );
  for (const command of commands) {
    let limit;
    command.stateChange?.subscribe((state) => {
      if (state === 'started') limit = setTimeout(() => command.kill('SIGKILL'), GROUP_LIMIT);
      else clearTimeout(limit);
    });
  }
  return result.catch((events) => events);
}

const countsFile = (name) => join(COUNTS, `${name.replaceAll(':', '-')}.json`);

/** What mocha counted; the linter counts as one test, and what broke down as one that failed. */
function countsOf({ command: { name }, exitCode }) {
  const none = { passed: 0, failed: 0, skipped: 0 };
  if (name === 'lint') return exitCode === 0 ? { ...none, passed: 1 } : { ...none, failed: 1 };
  const file = countsFile(name);
  if (!existsSync(file)) return { ...none, failed: 1 };
  const counts = JSON.parse(readFileSync(file, 'utf8'));
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

const inWords = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;

/** Says how each group went and what failed; the last line is for those who read logs by program. */
function summarize(events) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  const failures = [];
  write('\nSummary');
  for (const event of events) {
    const counts = countsOf(event);
    for (const key of Object.keys(total)) total[key] += counts[key];
    const seconds = event.timings.durationSeconds.toFixed(0).padStart(5);
    write(`  ${event.command.name.padEnd(20)} ${seconds} s   ${inWords(counts)}`);
    failures.push(...(counts.failures ?? []));
  }
  // Hundreds of lines of other groups may have come after them.
  if (failures.length > 0) write(`\nFailed\n${failures.join('\n\n')}`);
  write(`\n${inWords(total)}`);
  return total.failed === 0;
}

/** Sources as they were compiled; options are mocha's own. */
function mochaArguments(args) {
  // What follows -g is a pattern, even if a folder has the same name.
  const isPattern = (index) => /^(?:-[fg]|--f?grep)$/.test(args[index - 1] ?? '');
  const isSource = (arg, index) => !isPattern(index) && existsSync(arg);
  const missing = args.find(
    (arg, index) => arg.endsWith('.ts') && !isPattern(index) && !existsSync(arg),
  );
  if (missing !== undefined) {
    process.stderr.write(`There is no ${missing}.\n`);
    process.exit(1);
  }
  const files = args.filter(isSource);
  const specs = files.length > 0 ? files : ['test', 'simulator/test'];
  return [
    'node_modules/mocha/bin/mocha.js',
    ...args.filter((arg, index) => !isSource(arg, index)),
    ...specs.map((spec) =>
      spec.endsWith('.ts')
        ? join('.build', spec.replace(/\.ts$/, '.js'))
        : join('.build', spec, '**/*.test.js'),
    ),
  ];
}

const [flag, ...rest] = process.argv.slice(2);
if (flag === '--all') {
  process.exitCode = summarize(await runGroups([...PUSH, ...MORE])) ? 0 : 1;
} else if (flag === '--watch') {
  const quoted = mochaArguments(rest).map((arg) => JSON.stringify(arg));
  await concurrently(
    [
      // What the tests of nodes load.
      'node scripts/build.mjs --watch',
      'tsc -p tsconfig.test.json --watch --preserveWatchOutput',
      `node --watch ${quoted.join(' ')}`,
    ],
    { raw: true },
  ).result.catch(() => undefined);
} else if (flag === undefined) {
  process.exitCode = summarize(await runGroups(PUSH)) ? 0 : 1;
} else {
  const { status } = spawnSync(process.execPath, mochaArguments([flag, ...rest]), {
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}
