import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AdminApi } from './admin-api';
import type { FlowNode } from './flow-node';
import { freePort } from './free-port';
import { findInstallation } from './installation';
import { linkPackage } from './link-package';
import { type NodeRedOptions, NodeRedProcess } from './node-red-process';

/** Milliseconds that deployed flows get to start. */
const START_LIMIT = 60_000;

/** Milliseconds between two looks at whether the flows run. */
const POLL_INTERVAL = 50;

/** Another flow, which answers `GET /alive`, and `GET /started/<deploys>` once all others have started. */
function aliveFlow(deploys: number): FlowNode[] {
  const place = { z: 'alive', x: 0, y: 0 };
  const asked = { type: 'http in', method: 'get', wires: [['alive-out']], ...place };
  return [
    { id: 'alive', type: 'tab' },
    { ...asked, id: 'alive-in', url: '/alive' },
    { ...asked, id: 'started-in', url: `/started/${deploys}` },
    { ...place, id: 'alive-out', type: 'http response' },
  ];
}

/** What differs from one Node-RED with the linked package to another. */
export interface LinkedNodeRedOptions
  extends Pick<NodeRedOptions, 'env' | 'nodeOptions' | 'oneCore'> {
  /** Deployed before it is handed out; credentials may be in the nodes. */
  readonly flow: readonly FlowNode[];
  /** Name of its package, or the absolute path of its folder; what the tests run with by default. */
  readonly nodeRed?: string;
  /** Puts more into the user directory before the start. */
  readonly prepare?: (userDir: string) => void;
}

/** A Node-RED in a process of its own, with the package as it was last built. */
export interface LinkedNodeRed {
  readonly process: NodeRedProcess;
  readonly api: AdminApi;
  readonly userDir: string;
  /** Deploys in place of what is there; resolves when it runs. `GET /alive` is answered by another flow. */
  deploy(flow: readonly FlowNode[]): Promise<void>;
  /** Stops Node-RED and removes its files. */
  close(): Promise<void>;
}

/** Starts a Node-RED on a free port that leaves nothing behind. */
export async function startLinkedNodeRed({
  flow,
  nodeRed = process.env['NODE_RED'] ?? 'node-red',
  prepare,
  ...options
}: LinkedNodeRedOptions): Promise<LinkedNodeRed> {
  const userDir = await mkdtemp(join(tmpdir(), 'node-red-linked-'));
  linkPackage(userDir);
  prepare?.(userDir);
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
    let deploys = 0;
    const deploy = async (nodes: readonly FlowNode[]): Promise<void> => {
      deploys++;
      await api.deploy([...nodes, ...aliveFlow(deploys)]);
      await answers(started, `started/${deploys}`);
    };
    await deploy(flow);
    return { process: started, api, userDir, deploy, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Node-RED answers a deployment before the flows run. */
async function answers(nodeRed: NodeRedProcess, path: string): Promise<void> {
  const deadline = AbortSignal.timeout(START_LIMIT);
  while (nodeRed.isAlive) {
    deadline.throwIfAborted();
    const headers = { Connection: 'close' };
    // It may just be ending.
    const response = await fetch(new URL(path, nodeRed.url), { headers }).catch(() => undefined);
    await response?.arrayBuffer();
    if (response?.ok) return;
    await sleep(POLL_INTERVAL);
  }
  throw new Error(`Node-RED ended after a deployment.\n${nodeRed.output}`);
}
