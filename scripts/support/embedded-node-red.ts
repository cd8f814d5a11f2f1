import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FlowNode } from './flow-node';
import { linkPackage } from './link-package';
import { RED } from './red';

/** What the editor's Deploy button offers. */
export type DeployType = 'full' | 'flows' | 'nodes';

/** A record that Node-RED hands to its log handlers. */
export interface LogRecord {
  readonly level: number;
  readonly type?: string;
  readonly msg?: unknown;
}

/** The Node-RED of this process, with the package in its user directory; there is one only. */
export interface NodeRed {
  readonly version: string;
  /** Deploys and waits until the nodes have started. */
  deploy(nodes: readonly FlowNode[], type: DeployType, credentials?: object): Promise<void>;
  /** A node, if it runs at the moment. */
  node(id: string): RuntimeNode | undefined;
  stop(): Promise<void>;
}

/** What the scripts use of a node that runs. */
export interface RuntimeNode {
  receive(message: object): void;
  on(event: 'close', listener: () => void): unknown;
  on(
    event: 'input',
    listener: (message: object, send: (message: object) => void, done: () => void) => void,
  ): unknown;
}

/**
 * Starts Node-RED without its editor.
 *
 * @param installed whether it finds the package
 */
export async function startNodeRed(
  onLog: (record: LogRecord) => void,
  { installed = true } = {},
): Promise<NodeRed> {
  const userDir = mkdtempSync(join(tmpdir(), 'inode-soak-'));
  if (installed) linkPackage(userDir);
  RED.init(createServer(), {
    userDir,
    httpAdminRoot: false,
    httpNodeRoot: false,
    credentialSecret: false,
    telemetry: { enabled: false, updateNotification: false },
    logging: { records: { level: 'trace', metrics: false, audit: false, handler: () => onLog } },
  });
  const started = once(RED.events, 'flows:started');
  await RED.start();
  await started;
  return {
    version: RED.version(),
    async deploy(nodes, deploymentType, credentials = {}) {
      const isRunning = once(RED.events, 'flows:started');
      await RED.runtime.flows.setFlows({
        flows: { flows: [...nodes], credentials },
        deploymentType,
      });
      await isRunning;
    },
    node(id) {
      const node: unknown = RED.nodes.getNode(id);
      return isRuntimeNode(node) ? node : undefined;
    },
    async stop() {
      await RED.stop();
      rmSync(userDir, { recursive: true, force: true });
    },
  };
}

function isRuntimeNode(value: unknown): value is RuntimeNode {
  return typeof value === 'object' && value !== null && 'receive' in value;
}
