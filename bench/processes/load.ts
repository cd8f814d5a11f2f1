/**
 * Measures what it takes to start a Node-RED, with or without the package, or to load one module
 * in a Node.js that has loaded little else.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/support/project-root';
import { answerParent } from '../child';
import type { LoadCost } from '../measurement';

const [, , what = ''] = process.argv;

answerParent({
  cost: () =>
    what.startsWith('node-red') ? startNodeRed(what.endsWith('with package')) : loadModule(what),
});

async function startNodeRed(installed: boolean): Promise<LoadCost> {
  const embedded = await import('../../scripts/support/embedded-node-red');
  const nodeRed = await embedded.startNodeRed(() => undefined, { installed });
  // Counted from the beginning of the process.
  const ms = performance.now();
  globalThis.gc?.();
  const { rss, heapUsed: heap } = process.memoryUsage();
  await nodeRed.stop();
  return { ms, rss, heap };
}

function loadModule(name: string): LoadCost {
  const requireHere = createRequire(join(projectRoot, 'package.json'));
  globalThis.gc?.();
  const before = process.memoryUsage();
  const started = performance.now();
  requireHere(name);
  const ms = performance.now() - started;
  globalThis.gc?.();
  const after = process.memoryUsage();
  return { ms, rss: after.rss - before.rss, heap: after.heapUsed - before.heapUsed };
}
