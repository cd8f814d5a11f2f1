/**
 * Builds what the package ships: the nodes in dist/, the scripts of their edit
 * dialogs in resources/.
 *
 *   --tests  also compiles the tests and the scripts to .build/
 */
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const require = createRequire(import.meta.url);
const compiler = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');

/** Compiles or type-checks a TypeScript project; ends the build if it has errors. */
function compile(project) {
  const { status } = spawnSync(process.execPath, [compiler, '-p', project], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
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

/** Writes the edit dialogs as plain HTML; ends the build if a field in one of them is wrong. */
async function writeDialogs() {
  const { expandDialog } = await load('scripts/expand-dialogs.ts');
  try {
    for (const name of readdirSync('nodes').filter((file) => file.endsWith('.html'))) {
      const html = readFileSync(join('nodes', name), 'utf8');
      writeFileSync(join('dist/nodes', name), expandDialog(html, `nodes/${name}`));
    }
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/** Node-RED looks for all of these beside the built nodes. */
function copyAssets() {
  cpSync('nodes/locales', 'dist/nodes/locales', { recursive: true });
  cpSync('icons', 'dist/nodes/icons', { recursive: true });
}

for (const folder of ['dist', 'resources']) rmSync(folder, { recursive: true, force: true });

compile('tsconfig.json');
copyAssets();
await writeDialogs();

compile('nodes/editor/tsconfig.json');
const browser = { bundle: true, target: 'es2020', charset: 'utf8', logLevel: 'warning' };
await build({
  ...browser,
  entryPoints: ['nodes/editor/index.ts'],
  outfile: 'resources/inode-editor.js',
  format: 'iife',
  globalName: 'iNodeEditor',
});
await build({
  ...browser,
  entryPoints: ['nodes/editor/graphql-check.ts'],
  outfile: 'resources/graphql-check.js',
  format: 'esm',
  minify: true,
  // It holds graphql-js, whose licence wants to be shown.
  banner: { js: `/*!\n${readFileSync(require.resolve('graphql/LICENSE'), 'utf8')}*/` },
});

if (process.argv.includes('--tests')) {
  rmSync('.build', { recursive: true, force: true });
  compile('tsconfig.test.json');
}
