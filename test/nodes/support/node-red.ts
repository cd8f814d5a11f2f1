import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { NodeInitializer, NodeRedApp } from 'node-red';
import helper from 'node-red-node-test-helper';
import { isObject } from '../../../src/json-value';

/** What the tests use of a Node-RED. */
export type Runtime = Pick<NodeRedApp, 'events' | 'hooks' | 'log'>;

/** The Node-RED under test: the project's own, or the one that the environment names. */
const NODE_RED = require.resolve(process.env.NODE_RED ?? 'node-red');

helper.init(NODE_RED);

/** The runtime that the test helper runs flows in. */
export const runtime: Runtime = loadRuntime();

/** Gives the nodes of a flow the hooks of the runtime, which the test helper leaves out. */
export const withHooks: NodeInitializer = (RED) => {
  RED.hooks ??= runtime.hooks;
};

/** The nodes of the built package, found as Node-RED finds them. */
export function packageNodes(): NodeInitializer[] {
  const manifest: unknown = JSON.parse(readFileSync('package.json', 'utf8'));
  assert(isObject(manifest) && isObject(manifest['node-red']));
  const { nodes } = manifest['node-red'];
  assert(isObject(nodes));
  return Object.values(nodes).map((file) => {
    assert(typeof file === 'string');
    return loadNode(path.resolve(file));
  });
}

/** A node of Node-RED's own palette, such as `sequence/17-split.js`. */
export function coreNode(file: string): NodeInitializer {
  const paths = [path.dirname(NODE_RED)];
  return loadNode(require.resolve(`@node-red/nodes/core/${file}`, { paths }));
}

/** A module of the Node-RED under test, by its name. */
export function runtimeModule(name: string): unknown {
  return require(require.resolve(name, { paths: [path.dirname(NODE_RED)] }));
}

function loadRuntime(): Runtime {
  const loaded: unknown = require(NODE_RED);
  assert(isRuntime(loaded), 'this is not Node-RED');
  return loaded;
}

function loadNode(file: string): NodeInitializer {
  const initializer: unknown = require(file);
  assert(isInitializer(initializer), `${file} is not a Node-RED node`);
  return initializer;
}

function isRuntime(value: unknown): value is Runtime {
  return isObject(value) && ['events', 'hooks', 'log'].every((part) => isObject(value[part]));
}

function isInitializer(value: unknown): value is NodeInitializer {
  return typeof value === 'function';
}
