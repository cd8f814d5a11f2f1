/** Starts a Node-RED, with or without the package, and tells what that took. */
import { startNodeRed } from '../../scripts/support/embedded-node-red';
import { answerParent, readSetUp } from '../answer-parent';
import type { Cost } from './cost';

async function start(): Promise<Cost> {
  const { installed }: { installed?: unknown } = Object(readSetUp());
  const nodeRed = await startNodeRed(() => undefined, { installed: installed === true });
  // Counted from the beginning of the process.
  const ms = performance.now();
  globalThis.gc?.();
  const { rss, heapUsed: heap } = process.memoryUsage();
  await nodeRed.stop();
  return { ms, rss, heap };
}

answerParent({ cost: start });
