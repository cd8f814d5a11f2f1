import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AdminApi } from './admin-api';
import type { FlowNode } from './flow-node';
import { freePort } from './free-port';
import { findInstallation } from './installation';
import { linkPackage } from './link-package';
import { type NodeRedOptions, NodeRedProcess } from './node-red-process';

/** What differs from one Node-RED with the linked package to another. */
export interface LinkedNodeRedOptions
  extends Pick<NodeRedOptions, 'env' | 'nodeOptions' | 'oneCore'> {
  /** Deployed before it is handed out; credentials may be in the nodes. */
  readonly flow: readonly FlowNode[];
  /** Name of its package, or the absolute path of its folder; what the tests run with by default. */
  readonly nodeRed?: string;
}

/** A Node-RED in a process of its own, with the package as it was last built. */
export interface LinkedNodeRed {
  readonly process: NodeRedProcess;
  readonly api: AdminApi;
  readonly userDir: string;
  /** Stops Node-RED and removes its files. */
  close(): Promise<void>;
}

/** Starts a Node-RED on a free port that leaves nothing behind. */
export async function startLinkedNodeRed({
  flow,
  nodeRed = process.env['NODE_RED'] ?? 'node-red',
  ...options
}: LinkedNodeRedOptions): Promise<LinkedNodeRed> {
  const userDir = await mkdtemp(join(tmpdir(), 'node-red-linked-'));
  linkPackage(userDir);
  const started = new NodeRedProcess(findInstallation(nodeRed), {
    userDir,
    port: await freePort(),
    credentialSecret: randomBytes(32).toString('hex'),
    log: 'keep',
    ...options,
  });
  const close = async (): Promise<void> => {
    if (started.isAlive) await started.stop();
    await rm(userDir, { recursive: true, force: true });
  };
  try {
    await started.ready();
    const api = new AdminApi(started.url);
    await api.deploy(flow);
    return { process: started, api, userDir, close };
  } catch (error) {
    await close();
    throw error;
  }
}
