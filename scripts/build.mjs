/**
 * Builds what the package ships: the nodes in dist/, the scripts of their edit
 * dialogs in resources/. What has not changed since the last time is left alone.
 *
 *   --clean  builds everything from nothing
 *   --tests  also compiles the tests and the scripts to .build/
 *   --watch  does nothing but bundle the nodes, again with each change of a source
 */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const require = createRequire(import.meta.url);
const compiler = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');

const filesIn = (folder) =>
  readdirSync(folder, { recursive: true }).map((name) => join(folder, name));

const changedAt = (path) => statSync(path).mtimeMs;

/** Compiles or type-checks a TypeScript project; ends the build if it has errors. */
function compile(project) {
  const { status } = spawnSync(process.execPath, [compiler, '-p', project], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/** Removes what was compiled from a source that is no longer there: it would be run. */
function removeOrphans() {
  for (const file of filesIn('.build').filter((path) => path.endsWith('.js'))) {
    const source = file.slice('.build/'.length).replace(/\.js$/, '.ts');
    if (!existsSync(source)) rmSync(file);
  }
}

/** Loads a TypeScript file: parts of the build share settings with the nodes. */
async function load(path) {
  const { outputFiles } = await build({
    entryPoints: [path],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
  });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
}

/** What this build has written to dist/, or found there as it would have written it. */
const shipped = new Set();

/** Writes a file of the package, unless it is there: tests may run beside this, and load it. */
function ship(path, content) {
  const bytes = Buffer.from(content);
  shipped.add(join(path));
  if (existsSync(path) && readFileSync(path).equals(bytes)) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
}

/** Removes what an earlier build has written and this one has not: it would be shipped. */
function removeUnshipped() {
  for (const path of filesIn('dist')) {
    if (!shipped.has(path) && statSync(path).isFile()) rmSync(path);
  }
}

/** Writes the edit dialogs as plain HTML; ends the build if a field in one of them is wrong. */
async function writeDialogs() {
  const { expandDialog } = await load('scripts/expand-dialogs.ts');
  try {
    for (const name of readdirSync('nodes').filter((file) => file.endsWith('.html'))) {
      const html = readFileSync(join('nodes', name), 'utf8');
      ship(join('dist/nodes', name), expandDialog(html, `nodes/${name}`));
    }
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/** Writes the texts of each language, and puts into each help text what it shares with others. */
async function writeLocales() {
  const { expandHelp, SHARED_HELP } = await load('scripts/expand-help.ts');
  for (const language of readdirSync('nodes/locales')) {
    const from = join('nodes/locales', language);
    const shared = readFileSync(join(from, SHARED_HELP), 'utf8');
    for (const name of readdirSync(from).filter((file) => file !== SHARED_HELP)) {
      const text = readFileSync(join(from, name), 'utf8');
      const isHelp = name.endsWith('.html');
      ship(join('dist/nodes/locales', language, name), isHelp ? expandHelp(text, shared) : text);
    }
  }
}

/** Node-RED looks for these beside the built nodes. */
function writeIcons() {
  for (const name of readdirSync('icons')) {
    ship(join('dist/nodes/icons', name), readFileSync(join('icons', name)));
  }
}

const NODES = Object.keys(require('../package.json')['node-red'].nodes);

/** All nodes and the library in one script: docs/decisions.md. */
const PACKAGE = {
  stdin: {
    contents: NODES.map((name) => `export { default as '${name}' } from './nodes/${name}';`).join(
      '\n',
    ),
    resolveDir: '.',
  },
  outfile: 'dist/inode.js',
  bundle: true,
  platform: 'node',
  target: 'node20',
  packages: 'external',
  // axios as `import` would find it is a hundred files.
  supported: { 'dynamic-import': false },
  // esbuild moves functions out of what it has made strict.
  banner: { js: "'use strict';" },
  charset: 'utf8',
  logLevel: 'warning',
};

/** Writes that script, and the file of each node, which gives Node-RED its part of it. */
async function writeNodes() {
  const { outputFiles } = await build({ ...PACKAGE, write: false });
  ship(PACKAGE.outfile, outputFiles[0].contents);
  for (const name of NODES) {
    const text = `'use strict';\nmodule.exports = require('../inode.js')['${name}'];\n`;
    ship(`dist/nodes/${name}.js`, text);
  }
}

/** Whether the scripts of the dialogs are newer than all that they are bundled from. */
function isBundled(bundles) {
  if (!bundles.every((bundle) => existsSync(bundle))) return false;
  const sources = [
    ...filesIn('nodes'),
    ...filesIn('src'),
    'package-lock.json',
    'scripts/build.mjs',
  ];
  return Math.min(...bundles.map(changedAt)) > Math.max(...sources.map(changedAt));
}

const browser = { bundle: true, target: 'es2020', charset: 'utf8', logLevel: 'warning' };
const BUNDLES = [
  {
    ...browser,
    entryPoints: ['nodes/editor/index.ts'],
    outfile: 'resources/inode-editor.js',
    format: 'iife',
    globalName: 'iNodeEditor',
  },
  {
    ...browser,
    entryPoints: ['nodes/editor/graphql-check.ts'],
    outfile: 'resources/graphql-check.js',
    format: 'esm',
    minify: true,
    // It holds graphql-js, whose license must be shown.
    banner: { js: `/*!\n${readFileSync(require.resolve('graphql/LICENSE'), 'utf8')}*/` },
  },
];

async function buildAll() {
  if (process.argv.includes('--clean')) {
    for (const folder of ['dist', 'resources', '.build']) {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  compile('tsconfig.json');
  writeIcons();
  await Promise.all([writeNodes(), writeDialogs(), writeLocales()]);
  removeUnshipped();

  compile('nodes/editor/tsconfig.json');
  if (!isBundled(BUNDLES.map(({ outfile }) => outfile))) await Promise.all(BUNDLES.map(build));

  if (process.argv.includes('--tests')) {
    compile('tsconfig.test.json');
    removeOrphans();
  }
}

if (process.argv.includes('--watch')) await (await context(PACKAGE)).watch();
else await buildAll();
