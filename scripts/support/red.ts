import type { Server } from 'node:http';
import type { NodeRedApp } from 'node-red';

/** What the scripts use of an embedded Node-RED; its typings are wrong about the second half. */
export interface Red extends Pick<NodeRedApp, 'events' | 'hooks' | 'start' | 'stop'> {
  version(): string;
  init(server: Server, settings: object): void;
  readonly nodes: { getNode(id: string): unknown };
  readonly runtime: {
    readonly flows: {
      setFlows(options: {
        readonly flows: { readonly flows: readonly object[]; readonly credentials: object };
        readonly deploymentType: string;
      }): Promise<unknown>;
    };
  };
}

/** The Node-RED of this process: the project's own, or the one that the environment names. */
export const RED: Red = load(process.env['NODE_RED'] ?? 'node-red');

function load(name: string): Red {
  const loaded: unknown = require(name);
  if (!isRed(loaded)) throw new Error(`${name} is no Node-RED.`);
  return loaded;
}

function isRed(value: unknown): value is Red {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['events', 'hooks', 'init', 'nodes', 'runtime', 'start', 'stop', 'version'].every(
      (part) => part in value,
    )
  );
}
