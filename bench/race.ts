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
 * Lets contenders poll one after the other, round by round, so that whatever else happens on the
 * machine affects all of them alike; only what was measured in the same two rounds is compared.
 *
 * @param warmUp polls before those that are measured, until V8 has compiled what is hot
 */
export async function race(
  server: BenchServer,
  contenders: readonly Contender[],
  rounds: number,
  warmUp: number,
): Promise<Row[]> {
  // The first round begins with the last one.
  for (const contender of contenders.toReversed()) {
    for (let poll = 0; poll < warmUp; poll++) await contender.poll();
  }
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

/** The rows of several races of the same contenders as those of one. */
export function joinRaces(races: readonly (readonly Row[])[]): Row[] {
  const [first = []] = races;
  return first.map((row) => {
    const all = races.flatMap((rows) => rows.filter(({ name }) => name === row.name));
    const heaps = all.flatMap(({ memory: { heap } }) => (heap === null ? [] : [heap]));
    return {
      name: row.name,
      samples: all.flatMap(({ samples }) => samples),
      memory: {
        rss: Math.max(...all.map(({ memory: { rss } }) => rss)),
        heap: heaps.length === 0 ? null : Math.max(...heaps),
      },
      requests: mean(all.map(({ requests }) => requests)),
      unchanged: mean(all.map(({ unchanged }) => unchanged)),
      tokenRequests: mean(all.map(({ tokenRequests }) => tokenRequests)),
    };
  });
}

/**
 * Each two rounds begin with the same one and go in opposite directions, so that everybody follows two
 * others in them; the next two begin with the one before it. Nobody polls twice in a row, which would
 * find its code in the caches. All that holds for four contenders or more.
 */
function orderOf<T>(round: number, lanes: readonly T[]): T[] {
  const first = lanes.length - 1 - (Math.floor(round / 2) % lanes.length);
  const from = (at: number): T[] => [...lanes.slice(at), ...lanes.slice(0, at)];
  return round % 2 === 0 ? from(first) : from(first + 1).toReversed();
}
