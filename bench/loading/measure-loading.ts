import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/support/project-root';
import { Child } from '../child';
import { assertCost, type Cost, typicalCost } from './cost';

/** What loading the package costs. */
export interface Loading {
  /** Node-RED from the beginning of its process until its flows have started. */
  readonly without: Cost;
  readonly with: Cost;
  /** Each node's file, and each package that is loaded when it is first needed; alone. */
  readonly modules: readonly (Cost & { readonly name: string; readonly isNode: boolean })[];
}

/** @param times how often each is loaded, in a process of its own */
export async function measureLoading(times: number): Promise<Loading> {
  const without: Cost[] = [];
  const withPackage: Cost[] = [];
  for (let n = 0; n < times; n++) {
    without.push(await costOf('start-up.js', { installed: false }));
    withPackage.push(await costOf('start-up.js', { installed: true }));
  }
  const modules = [];
  for (const { name, module, isNode } of modulesOfPackage()) {
    const costs: Cost[] = [];
    for (let n = 0; n < times; n++) costs.push(await costOf('load-module.js', { module }));
    modules.push({ name, isNode, ...typicalCost(costs) });
  }
  return { without: typicalCost(without), with: typicalCost(withPackage), modules };
}

async function costOf(script: string, setUp: object): Promise<Cost> {
  const child = new Child(join(__dirname, script), setUp);
  const cost = await child.ask('cost');
  assertCost(cost);
  await child.close();
  return cost;
}

function modulesOfPackage(): { name: string; module: string; isNode: boolean }[] {
  const manifest: unknown = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
  const { 'node-red': nodeRed, dependencies }: Record<string, unknown> = Object(manifest);
  const { nodes }: { nodes?: unknown } = Object(nodeRed);
  return [
    ...Object.entries(Object(nodes)).map(([name, file]) => ({
      name,
      module: `./${String(file)}`,
      isNode: true,
    })),
    ...Object.keys(Object(dependencies)).map((name) => ({ name, module: name, isNode: false })),
  ];
}
