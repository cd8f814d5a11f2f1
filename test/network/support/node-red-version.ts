import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

/** The first number of the version of the Node-RED under test. */
export function nodeRedMajor(): number {
  const file = require.resolve(`${process.env.NODE_RED ?? 'node-red'}/package.json`);
  const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
  assert(typeof manifest === 'object' && manifest !== null && 'version' in manifest);
  return Number.parseInt(String(manifest.version), 10);
}

/** Leaves a test out where the core `tls-config` node takes no PFX files: before Node-RED 5. */
export function needsPfxInCore(this: Mocha.Context): void {
  if (nodeRedMajor() >= 5) return;
  process.stdout.write('skipped: npm run test:nodes:5 runs this, on Node-RED 5\n');
  this.skip();
}
