import { mean } from '../scripts/support/statistics';
import type { Contender, ContenderName } from './contenders/contender';
import type { Counts, Sample, Strain } from './sample';
import type { BenchServer } from './server/index';

/** What is known of a contender after a race. */
export interface Row {
  readonly name: ContenderName;
  /** Round by round: what stands at the same place in two rows was measured one after the other. */
  readonly samples: readonly Sample[];
  readonly strain: Strain;
  /** HTTP requests in each poll. */
  readonly requests: number;
  /** Those of them that were answered with 304. */
  readonly unchanged: number;
  readonly tokenRequests: number;
}

/** Polls before anything is measured, until V8 has compiled what is hot; no more than are measured. */
const WARM_UP = 3;

/**
 * Lets contenders poll in turn, round by round, so that whatever else goes on
 * on the machine strikes all of them alike; only ratios within a round are
 * compared.
 */
export async function race(
  server: BenchServer,
  contenders: readonly Contender[],
  rounds: number,
): Promise<Row[]> {
  const warmUp = Math.min(WARM_UP, rounds);
  for (const contender of contenders) for (let n = 0; n < warmUp; n++) await contender.poll();
  const lanes = contenders.map((contender) => ({
    contender,
    samples: new Array<Sample>(),
    counts: new Array<Counts>(),
  }));
  await server.counts();
  for (let round = 0; round < rounds; round++) {
    for (const { contender, samples, counts } of lanes) {
      samples.push(await contender.poll());
      counts.push(await server.counts());
    }
  }
  const rows: Row[] = [];
  for (const { contender, samples, counts } of lanes) {
    rows.push({
      name: contender.name,
      samples,
      strain: await contender.weigh(),
      requests: mean(counts.map(({ requests }) => requests)),
      unchanged: mean(counts.map(({ unchanged }) => unchanged)),
      tokenRequests: mean(counts.map(({ tokenRequests }) => tokenRequests)),
    });
  }
  return rows;
}
