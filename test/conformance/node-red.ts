import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { NodeAPI, NodeInitializer } from 'node-red';

type Hooks = NodeAPI['hooks'];

/** The Node-RED under test: the project's own, or another one by its path. */
export const NODE_RED = require.resolve(process.env.NODE_RED ?? 'node-red');

/** Node-RED's hooks, which the test helper does not hand to nodes. */
export function runtimeHooks(): Hooks {
  const runtime: unknown = require(NODE_RED);
  assert(isRecord(runtime) && isHooks(runtime.hooks));
  return runtime.hooks;
}

/** The nodes of the built package, found as Node-RED finds them. */
export function packageNodes(): NodeInitializer[] {
  const manifest: unknown = JSON.parse(readFileSync('package.json', 'utf8'));
  assert(
    isRecord(manifest) && isRecord(manifest['node-red']) && isRecord(manifest['node-red'].nodes),
  );
  return Object.values(manifest['node-red'].nodes).map((file) => {
    assert(typeof file === 'string');
    return load(path.resolve(file));
  });
}

/** A node of Node-RED's own palette, such as `sequence/17-split.js`. */
export function coreNode(file: string): NodeInitializer {
  return load(require.resolve(`@node-red/nodes/core/${file}`, { paths: [path.dirname(NODE_RED)] }));
}

function load(file: string): NodeInitializer {
  const initializer: unknown = require(file);
  assert(isInitializer(initializer), `${file} is no Node-RED node`);
  return initializer;
}

function isInitializer(value: unknown): value is (RED: NodeAPI) => void {
  return typeof value === 'function';
}

function isHooks(value: unknown): value is Hooks {
  return isRecord(value) && typeof value.add === 'function' && typeof value.remove === 'function';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
