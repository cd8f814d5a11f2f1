import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Simulator } from '../../simulator/index';
import { assertFlow } from './admin-api';
import type { FlowNode } from './flow-node';
import { projectRoot } from './project-root';

/** The demonstration. Its account takes address and credentials from the environment. */
export async function readDemoFlow(): Promise<FlowNode[]> {
  const file = join(projectRoot, 'scripts', 'demo-flows.json');
  const flow: unknown = JSON.parse(await readFile(file, 'utf8'));
  assertFlow(flow);
  return flow;
}

/** The environment in which the demonstration's account is one of this simulator's. */
export function demoEnvironment({ baseUrl, account }: Simulator): NodeJS.ProcessEnv {
  return {
    // A proxy that the environment names cannot reach this machine's loopback.
    no_proxy: [process.env['no_proxy'] ?? process.env['NO_PROXY'] ?? '', '127.0.0.1'].join(','),
    INODE_BASE_URL: baseUrl,
    INODE_USERNAME: account.username,
    INODE_PASSWORD: account.password,
    INODE_CLIENT_ID: account.clientId,
    INODE_CLIENT_SECRET: account.clientSecret,
    INODE_TOKEN: account.token,
  };
}
