/** Loads a module in a Node.js that has loaded little else, and tells what that took. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/support/project-root';
import { answerParent, readSetUp } from '../answer-parent';
import type { Cost } from './cost';

function load(): Cost {
  const { module }: { module?: unknown } = Object(readSetUp());
  const requireHere = createRequire(join(projectRoot, 'package.json'));
  globalThis.gc?.();
  const before = process.memoryUsage();
  const started = performance.now();
  requireHere(String(module));
  const ms = performance.now() - started;
  globalThis.gc?.();
  const after = process.memoryUsage();
  return { ms, rss: after.rss - before.rss, heap: after.heapUsed - before.heapUsed };
}

answerParent({ cost: load });
