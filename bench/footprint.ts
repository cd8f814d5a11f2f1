import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findInstallation } from '../scripts/support/installation';
import { projectRoot } from '../scripts/support/project-root';
import { run } from '../scripts/support/run';
import { median } from '../scripts/support/statistics';
import { asRecord } from '../src/json-value';
import { Child } from './child';
import { startNode } from './contenders';
import { assertLoadCost, type LoadCost } from './measurement';
import { type BenchServer, startServer } from './server';

/** What the package costs before it does anything. */
export interface Footprint {
  /** Node-RED from the beginning of its process until its flows have started. */
  readonly without: LoadCost;
  readonly with: LoadCost;
  readonly firstPolls: readonly FirstPoll[];
  /** The script of the package, and each package that is loaded at its first use; alone. */
  readonly modules: readonly (LoadCost & { readonly name: string })[];
  /** What `npm install` puts on the disk. */
  readonly disk: Disk;
}

/** Whose polls are measured after a start. */
const POLLERS = ['baseline', 'list', 'core'] as const;

/** Items of the list that the first poll fetches. */
export const FIRST_ITEMS = 100;

/** Milliseconds between the start of the flows and the first poll. */
const WAITS = [0, 3_000] as const;

/** What the first poll after a start takes, sign-in included, and adds to the memory. */
export interface FirstPoll extends LoadCost {
  readonly name: (typeof POLLERS)[number];
  /** Milliseconds after the flows have started. */
  readonly after: number;
}

interface Disk {
  /** The package itself, and what it depends on. */
  readonly packages: number;
  readonly bytes: number;
  /** Of the package alone. */
  readonly ownBytes: number;
}

/** @param times how often each is loaded, in a process of its own */
export async function measureFootprint(times: number): Promise<Footprint> {
  const without: LoadCost[] = [];
  const withPackage: LoadCost[] = [];
  for (let n = 0; n < times; n++) {
    without.push(await loadCost('node-red'));
    withPackage.push(await loadCost('node-red with package'));
  }
  const modules = [];
  for (const { name, module } of modulesOfPackage()) {
    const costs: LoadCost[] = [];
    for (let n = 0; n < times; n++) costs.push(await loadCost(module));
    modules.push({ name, ...typicalCost(costs) });
  }
  return {
    without: typicalCost(without),
    with: typicalCost(withPackage),
    firstPolls: await measureFirstPolls(times),
    modules,
    disk: await measureDisk(),
  };
}

async function measureFirstPolls(times: number): Promise<FirstPoll[]> {
  const server = await startServer();
  try {
    const polls: FirstPoll[] = [];
    for (const after of WAITS) {
      for (const name of POLLERS) {
        const costs: LoadCost[] = [];
        for (let n = 0; n < times; n++) costs.push(await firstPoll(server, name, after));
        polls.push({ name, after, ...typicalCost(costs) });
      }
    }
    return polls;
  } finally {
    await server.close();
  }
}

async function firstPoll(
  server: BenchServer,
  name: (typeof POLLERS)[number],
  after: number,
): Promise<LoadCost> {
  const child = await startNode(name, { baseUrl: server.baseUrl(FIRST_ITEMS), nodes: 1 });
  await sleep(after);
  const cost = await child.ask('first');
  assertLoadCost(cost);
  await child.close();
  return cost;
}

async function loadCost(what: string): Promise<LoadCost> {
  const child = new Child('load', [what]);
  const cost = await child.ask('cost');
  assertLoadCost(cost);
  await child.close();
  return cost;
}

/** The shortest time, because all that disturbs a start makes it longer, and the median of the memory. */
function typicalCost(costs: readonly LoadCost[]): LoadCost {
  return {
    ms: Math.min(...costs.map(({ ms }) => ms)),
    rss: median(costs.map(({ rss }) => rss)),
    heap: median(costs.map(({ heap }) => heap)),
  };
}

function modulesOfPackage(): { name: string; module: string }[] {
  const manifest = asRecord(JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')));
  const packages = Object.keys(asRecord(manifest['dependencies']));
  return [
    { name: 'all of the package', module: './dist/inode.js' },
    ...packages.map((name) => ({ name: `${name}, at its first use`, module: name })),
  ];
}

async function measureDisk(): Promise<Disk> {
  const { npm } = findInstallation('node-red');
  const inProject = { cwd: projectRoot };
  const listed = await run(npm, ['ls', '--omit=dev', '--all', '--parseable'], inProject);
  const [, ...dependencies] = listed.trim().split('\n');
  const packed = await run(npm, ['pack', '--dry-run', '--json', '--ignore-scripts'], inProject);
  const [own] = Object.values(asRecord(JSON.parse(packed)));
  const ownBytes = Number(asRecord(own)['unpackedSize']);
  const bytes = dependencies.reduce((sum, folder) => sum + sizeOf(folder), ownBytes);
  return { packages: 1 + dependencies.length, bytes, ownBytes };
}

/** Bytes in a package's folder; the packages inside of it are listed themselves. */
function sizeOf(folder: string): number {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules')
    .map((entry) => join(folder, entry.name))
    .reduce((sum, path) => {
      const stat = statSync(path);
      return sum + (stat.isDirectory() ? sizeOf(path) : stat.size);
    }, 0);
}
