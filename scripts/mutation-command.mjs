/** Compiles a mutant and runs the tests of its folder; fails where they notice it. */
import { spawnSync } from 'node:child_process';

const [folder] = process.argv.slice(2);

function run(...args) {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}

// A mutant that the compiler refuses could not be delivered: it counts as noticed.
run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.mutation.json');
run(
  'node_modules/mocha/bin/mocha.js',
  '--bail',
  '--timeout',
  '5000',
  `.build/test/src/${folder}/**/*.test.js`,
);
