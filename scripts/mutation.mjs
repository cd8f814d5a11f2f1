/**
 * Mutation tests of the library: Stryker changes a line, and the tests of its
 * folder must notice. Prints the score of each folder, and the survivors.
 * It takes half an hour; `npm run mutation -- auth` runs one folder.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { install } from './install.mjs';
import { nodeRed5 } from './node-red-5.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const FOLDERS = ['auth', 'http', 'list'];
const REPORT = '.local/mutation.json';

/** Stryker needs Node.js 22; the one that Node-RED 5 is tested with will do. */
function newerNode() {
  install('test/node-red-5');
  install('test/mutation');
  const place = nodeRed5();
  if (place === undefined) throw new Error('Stryker needs Node.js 22 or newer.');
  return place.node;
}

function stryker(node, folder) {
  const config = {
    mutate: [`src/${folder}/**/*.ts`],
    testRunner: 'command',
    commandRunner: { command: `${process.execPath} scripts/mutation-command.mjs ${folder}` },
    // Its own handling of tsconfig files does not know TypeScript 7.
    tsconfigFile: 'none.json',
    symlinkNodeModules: true,
    ignorePatterns: [
      'dist',
      '.build',
      '.local',
      'resources',
      'docs',
      'test/node-red-5',
      'test/mutation',
      'test/third-party',
    ],
    tempDirName: '.local/stryker',
    reporters: ['json', 'progress-append-only'],
    jsonReporter: { fileName: REPORT },
    concurrency: 2,
    timeoutMS: 20_000,
  };
  const file = `.local/stryker-${folder}.json`;
  writeFileSync(file, JSON.stringify(config));
  const bin = 'test/mutation/node_modules/@stryker-mutator/core/bin/stryker.js';
  const { status } = spawnSync(node, [bin, 'run', file], { stdio: 'inherit' });
  if (status !== 0) throw new Error(`Stryker failed in src/${folder}.`);
  return JSON.parse(readFileSync(REPORT, 'utf8')).files;
}

const STATES = ['Killed', 'Timeout', 'Survived', 'NoCoverage', 'RuntimeError'];

/** The row of one folder, and its survivors. */
function judge(folder, files) {
  const mutants = Object.entries(files).flatMap(([file, { mutants: all }]) =>
    all.map((mutant) => ({ file, ...mutant })),
  );
  const counts = STATES.map((state) => mutants.filter(({ status }) => status === state).length);
  const [killed, timeout, survived, uncovered] = counts;
  const score = (100 * (killed + timeout)) / (killed + timeout + survived + uncovered);
  const row = `| src/${folder} | ${mutants.length} | ${killed} | ${timeout} | ${survived + uncovered} | ${score.toFixed(1)} % |`;
  const survivors = mutants
    .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
    .map(({ file, location, mutatorName }) => `${file}:${location.start.line} ${mutatorName}`);
  return { row, survivors };
}

const wanted = process.argv.slice(2);
const node = newerNode();
mkdirSync('.local', { recursive: true });
for (const folder of FOLDERS.filter((name) => wanted.length === 0 || wanted.includes(name))) {
  const { row, survivors } = judge(folder, stryker(node, folder));
  process.stdout.write(`${row}\n${survivors.join('\n')}\n`);
}
