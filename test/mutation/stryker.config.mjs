import { createRequire } from 'node:module';

/**
 * Mutation tests of the library: Stryker changes a line, and a test must notice.
 * `npm run mutation` runs it; `npm run mutation -- --mutate 'src/auth/**'` for one folder.
 */
const require = createRequire(import.meta.url);
/** Stryker's runner asks for parts of mocha by the names that they had before mocha 12. */
const MOCHA_12 = require.resolve('./mocha-12.cjs');
require(MOCHA_12);

const SOURCES = ['src', 'nodes', 'simulator', 'scripts', 'bench', 'test'];

export default {
  mutate: ['src/{auth,http,list}/**/*.ts'],
  // Types were checked before there was a mutant.
  buildCommand: `esbuild ${SOURCES.map((folder) => `${folder}/**/*.ts`).join(' ')} --outdir=.build --outbase=. --format=cjs --platform=node`,
  // Its own handling of tsconfig files does not know TypeScript 7.
  tsconfigFile: 'none.json',
  // Installed beside this file, out of sight of the sources.
  plugins: [require.resolve('@stryker-mutator/mocha-runner')],
  testRunner: 'mocha',
  testRunnerNodeArgs: ['--require', MOCHA_12],
  mochaOptions: {
    'no-config': true,
    // An open account joins what the folders hold: only the tests of a service go through it.
    spec: ['.build/test/src/{auth,http,list,services}/**/*.test.js'],
    require: ['./scripts/mocha-setup.mjs'],
  },
  coverageAnalysis: 'perTest',
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
  reporters: ['clear-text', 'progress-append-only', 'json'],
  clearTextReporter: { logTests: false, allowColor: false },
  jsonReporter: { fileName: '.local/mutation.json' },
  concurrency: 2,
  timeoutMS: 20_000,
  dryRunTimeoutMinutes: 20,
};
