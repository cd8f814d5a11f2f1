import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { assertFlow } from './admin-api';
import type { FlowNode } from './flow-node';
import { projectRoot } from './project-root';
import { hasThirdParty } from './third-party';

/** The examples that show the traffic of the demonstration, and where. */
const TABS = [
  { name: 'Map', example: 'Devices and links on a map (needs worldmap)', path: 'worldmap' },
  {
    name: 'Dashboard',
    example: 'Links on a dashboard (needs FlowFuse Dashboard 2)',
    path: 'dashboard/links',
  },
];

/** The account of scripts/demo-flows.json. */
const ACCOUNT = 'demo-account';

/** A page of the demonstration. */
export interface DemoPage {
  name: string;
  /** Relative to the address of the editor. */
  path: string;
}

/** The pages that the demonstration has; none where the nodes of others are not installed. */
export const DEMO_PAGES: readonly DemoPage[] = hasThirdParty() ? TABS : [];

/** The flows behind these pages, on the account of the demonstration. */
export async function readDemoTabs(): Promise<FlowNode[]> {
  if (!hasThirdParty()) return [];
  const tabs = await Promise.all(TABS.map(({ example }) => readTab(example)));
  return tabs.flat();
}

async function readTab(example: string): Promise<FlowNode[]> {
  const file = join(projectRoot, 'examples', `${example}.json`);
  const flow: unknown = JSON.parse(await readFile(file, 'utf8'));
  assertFlow(flow);
  return flow
    .filter(({ type }) => type !== 'inode-config')
    .map((node) => ('server' in node ? { ...node, server: ACCOUNT } : node));
}
