import { type Contender, startContenders } from './contenders';
import { type Footprint, measureFootprint } from './footprint';
import type { Counts } from './measurement';
import type { Case, Plan } from './plan';
import { joinRaces, type Row, race } from './race';
import { type BenchServer, startServer } from './server';
import { measureWire, type WireCost } from './wire';

/** A case, and what was measured. */
export interface CaseResult extends Case {
  readonly rows: readonly Row[];
  /** What a poll of the package asks for when its token has expired; for nodes in parallel. */
  readonly expired?: Counts;
}

export interface Results {
  readonly cases: readonly CaseResult[];
  /** Empty where no certificate can be made. */
  readonly wire: readonly WireCost[];
  readonly footprint: Footprint;
}

/**
 * Runs the benchmark.
 *
 * @param onProgress called with what is measured next
 */
export async function runBench(plan: Plan, onProgress: (what: string) => void): Promise<Results> {
  const server = await startServer();
  try {
    const cases: CaseResult[] = [];
    for (const each of plan.cases) {
      onProgress(`${each.kind}: ${each.items} items, ${each.nodes} nodes`);
      cases.push(await measure(server, each));
    }
    onProgress('what is on the wire');
    const wire = await measureWire();
    onProgress('what loading costs');
    return { cases, wire, footprint: await measureFootprint(plan.starts) };
  } finally {
    await server.close();
  }
}

/** Polls that come before those that are measured, as a part of these. */
const WARM_UP = 1 / 4;

async function measure(server: BenchServer, plan: Case): Promise<CaseResult> {
  const { starts = 1 } = plan;
  const rounds = Math.ceil(plan.rounds / starts);
  const { warmUp = Math.ceil(WARM_UP * rounds) } = plan;
  const baseUrl = server.baseUrl(plan.items, { unchanged: plan.kind === 'unchanged' });
  const races: Row[][] = [];
  let expired: Counts | undefined;
  for (let start = 0; start < starts; start++) {
    const contenders = await startContenders(plan.contenders, { baseUrl, nodes: plan.nodes });
    races.push(await race(server, contenders, rounds, warmUp));
    if (plan.kind === 'parallel') expired = await pollExpired(server, contenders);
    for (const contender of contenders) await contender.close();
  }
  return { ...plan, rows: joinRaces(races), ...(expired && { expired }) };
}

/** Lets the tokens expire, and counts what one poll in the mode list then asks for. */
async function pollExpired(server: BenchServer, contenders: readonly Contender[]): Promise<Counts> {
  await server.expireTokens();
  await server.counts();
  await contenders.find(({ name }) => name === 'list')?.poll();
  return server.counts();
}
