/** Compiles a mutant and runs the tests of its folder; fails where they notice it. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/** An open account joins what the folders hold: the tests of the services go through all of it. */
const TESTS = { auth: ['auth', 'services'], http: ['http'], list: ['list'] };

const entryPoints = ['src', 'simulator', 'test/src', 'test/support'].flatMap((folder) =>
  readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file)),
);
// Types were checked before there was a mutant; the compiler would take longer than the tests.
buildSync({ entryPoints, outdir: '.build', outbase: '.', format: 'cjs', platform: 'node' });

const files = TESTS[process.argv[2]].map((folder) => `.build/test/src/${folder}/**/*.test.js`);
const mocha = ['node_modules/mocha/bin/mocha.js', '--bail', '--timeout', '5000', ...files];
const { status } = spawnSync(process.execPath, mocha, { stdio: 'inherit' });
process.exit(status === 0 ? 0 : 1);
