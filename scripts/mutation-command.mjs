/** Runs the tests of a folder against a mutant; fails where they notice it. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildSync } from 'esbuild';

const [folder] = process.argv.slice(2);
/** Stryker compiles all mutants into the sources and says by number which is to be alive. */
const mutant = process.env.__STRYKER_ACTIVE_MUTANT__;

function filesIn(folderName, ending) {
  return readdirSync(folderName, { recursive: true })
    .filter((file) => file.endsWith(ending) && !file.includes('node_modules'))
    .map((file) => join(folderName, file));
}

/** Types were checked before there was a mutant; the compiler would take longer than the tests. */
function compile() {
  const entryPoints = ['src', 'simulator', 'test'].flatMap((name) => filesIn(name, '.ts'));
  buildSync({ entryPoints, outdir: '.build', outbase: '.', format: 'cjs', platform: 'node' });
}

function passes(files) {
  const mocha = ['node_modules/mocha/bin/mocha.js', '--bail', '--timeout', '5000', ...files];
  return spawnSync(process.execPath, mocha, { stdio: 'inherit' }).status === 0;
}

/** The tests that are named for the mutated file come first: most mutants die there. */
function testsInOrder() {
  const tests = filesIn(`.build/test/src/${folder}`, '.test.js');
  const mutated = filesIn(`src/${folder}`, '.ts').find((file) =>
    readFileSync(file, 'utf8').includes(`("${mutant}")`),
  );
  const own = tests.filter((test) => basename(test).startsWith(basename(mutated ?? '', '.ts')));
  const rest = tests.filter((test) => !own.includes(test));
  // An open account joins what the folders hold: only the tests of a service go through it.
  const whole = folder === 'auth' ? filesIn('.build/test/src/services', '.test.js') : [];
  return [own, rest, whole].filter((files) => files.length > 0);
}

if (!existsSync('.build/test/src')) compile();
process.exit(testsInOrder().every(passes) ? 0 : 1);
