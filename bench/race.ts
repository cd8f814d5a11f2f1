import { mean } from '../scripts/support/statistics';
import type { Contender, ContenderName } from './contenders';
import type { Counts, MemoryUse, Sample } from './measurement';
import type { BenchServer } from './server';

/** What is known of a contender after a race. */
export interface Row {
  readonly name: ContenderName;
  /** Round by round: samples at the same place in two rows were measured one after the other. */
  readonly samples: readonly Sample[];
  readonly memory: MemoryUse;
  /** HTTP requests in each poll. */
  readonly requests: number;
  /** Those of them that were answered with 304. */
  readonly unchanged: number;
  readonly tokenRequests: number;
}

/**
 * The part of the polls that comes before those that are measured, until V8 has compiled what is
 * hot: a short list needs more of them.
 */
const WARM_UP = 1 / 4;

/**
 * Lets contenders poll one after the other, round by round, so that whatever else happens on the
 * machine affects all of them alike; only ratios within a round are compared.
 */
export async function race(
  server: BenchServer,
  contenders: readonly Contender[],
  rounds: number,
): Promise<Row[]> {
  const warmUp = Math.ceil(WARM_UP * rounds);
  for (const contender of contenders) for (let n = 0; n < warmUp; n++) await contender.poll();
  const lanes = contenders.map((contender) => ({
    contender,
    samples: new Array<Sample>(),
    counts: new Array<Counts>(),
  }));
  await server.counts();
  for (let round = 0; round < rounds; round++) {
    for (const { contender, samples, counts } of orderOf(round, lanes)) {
      samples.push(await contender.poll());
      counts.push(await server.counts());
    }
  }
  const rows: Row[] = [];
  for (const { contender, samples, counts } of lanes) {
    rows.push({
      name: contender.name,
      samples,
      memory: await contender.measureMemory(),
      requests: mean(counts.map(({ requests }) => requests)),
      unchanged: mean(counts.map(({ unchanged }) => unchanged)),
      tokenRequests: mean(counts.map(({ tokenRequests }) => tokenRequests)),
    });
  }
  return rows;
}

/**
 * Each round begins with another one, and every other round goes the other way: so nobody is always
 * measured behind the same one, and nobody twice in a row, which would find its code in the caches.
 */
function orderOf<T>(round: number, lanes: readonly T[]): T[] {
  const start = round % lanes.length;
  const order = [...lanes.slice(start), ...lanes.slice(0, start)];
  return round % 2 === 1 ? order.toReversed() : order;
}
