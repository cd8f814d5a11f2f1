import type { ContenderName } from './contenders/contender';
import { startContenders } from './contenders/start-contenders';
import { type Installed, measureInstalled } from './loading/installed';
import { type Loading, measureLoading } from './loading/measure-loading';
import type { Plan } from './plan';
import { type Row, race } from './race';
import type { Counts } from './sample';
import { type BenchServer, startServer } from './server/index';

/** One list, fetched by one node of each kind. */
export interface Race {
  readonly items: number;
  readonly rows: readonly Row[];
}

/** One list, fetched by many nodes of each kind at once. */
export interface Crowd {
  readonly nodes: number;
  readonly rows: readonly Row[];
  /** What a poll of the package costs of requests when its token has expired before. */
  readonly expired: Counts;
}

export interface Results {
  readonly races: readonly Race[];
  /** The same with a list that the service says is unchanged. */
  readonly unchanged: readonly Race[];
  readonly crowds: readonly Crowd[];
  readonly crowdItems: number;
  readonly loading: Loading;
  readonly installed: Installed;
}

/** Who is asked to come many at a time: the others would tell nothing new. */
const CROWD: readonly ContenderName[] = ['floor', 'list', 'items', 'pages', 'core'];

/** Who is asked for a list that stays the same; long lists that go on item by item are not kept. */
const UNCHANGED: readonly ContenderName[] = ['floor', 'list', 'pages', 'core'];

/**
 * Runs the benchmark.
 *
 * @param say told what is measured next
 */
export async function runBench(plan: Plan, say: (line: string) => void): Promise<Results> {
  const { crowdItems } = plan;
  const server = await startServer();
  try {
    const races: Race[] = [];
    for (const { items, rounds } of plan.sizes) {
      say(`${items} items`);
      races.push({ items, rows: await raceOne(server, server.baseUrl(items), rounds) });
    }
    const unchanged: Race[] = [];
    for (const { items, rounds } of plan.unchanged) {
      say(`${items} items, unchanged`);
      const rows = await raceOne(server, server.unchangedUrl(items), rounds, UNCHANGED);
      unchanged.push({ items, rows });
    }
    const crowds: Crowd[] = [];
    for (const { nodes, rounds } of plan.crowds) {
      say(`${nodes} nodes at once`);
      crowds.push(await raceCrowd(server, crowdItems, nodes, rounds));
    }
    say('what loading costs');
    const loading = await measureLoading(plan.starts);
    const installed = await measureInstalled();
    return { races, unchanged, crowds, crowdItems, loading, installed };
  } finally {
    await server.close();
  }
}

async function raceOne(
  server: BenchServer,
  baseUrl: string,
  rounds: number,
  names?: readonly ContenderName[],
): Promise<Row[]> {
  const contenders = await startContenders({ baseUrl, nodes: 1 }, names);
  const rows = await race(server, contenders, rounds);
  for (const contender of contenders) await contender.close();
  return rows;
}

async function raceCrowd(
  server: BenchServer,
  items: number,
  nodes: number,
  rounds: number,
): Promise<Crowd> {
  const contenders = await startContenders({ baseUrl: server.baseUrl(items), nodes }, CROWD);
  const rows = await race(server, contenders, rounds);
  await server.counts();
  await server.expireTokens();
  await contenders.find(({ name }) => name === 'list')?.poll();
  const expired = await server.counts();
  for (const contender of contenders) await contender.close();
  return { nodes, rows, expired };
}
