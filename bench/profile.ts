import { mkdirSync, writeFileSync } from 'node:fs';
import { asRecord } from '../src/json-value';
import { startNode } from './contenders';
import { type LayerCost, measureLayers } from './layers';
import { assertFields } from './measurement';
import { PROFILES } from './plan';
import { type BenchServer, startServer } from './server';

/** Where the profiles go; DevTools, VS Code and speedscope open them. */
const FOLDER = '.local/profiles';

/** What a poll spends its time on. */
export interface Profile {
  /** Where the CPU was found, most time first. */
  readonly places: readonly Place[];
  /** Garbage collections, by kind. */
  readonly collections: readonly Collections[];
}

export interface Place {
  /** What the place belongs to. */
  readonly part: string;
  /** The function, and its file. */
  readonly name: string;
  /** Milliseconds in each poll, without the functions that it calls. */
  readonly ms: number;
}

export interface Collections {
  readonly kind: string;
  /** In each poll. */
  readonly count: number;
  /** Milliseconds in each poll. */
  readonly ms: number;
  readonly longestMs: number;
}

/** A profile, and whose it is. */
export type Profiled = (typeof PROFILES)[number] & { readonly profile: Profile };

/** What is measured of where the time goes. */
interface Profiles {
  readonly layers: readonly LayerCost[];
  readonly profiled: readonly Profiled[];
}

/** @param onProgress called with what comes next */
export async function runProfiles(onProgress: (what: string) => void): Promise<Profiles> {
  mkdirSync(FOLDER, { recursive: true });
  const server = await startServer();
  try {
    onProgress('layers');
    const layers = await measureLayers(server);
    const profiled: Profiled[] = [];
    for (const each of PROFILES) {
      onProgress(`profile of ${each.contender}, ${each.items} items`);
      profiled.push({ ...each, profile: await takeProfile(server, each) });
    }
    return { layers, profiled };
  } finally {
    await server.close();
  }
}

async function takeProfile(
  server: BenchServer,
  { contender, items }: (typeof PROFILES)[number],
): Promise<Profile> {
  const process = await startNode(contender, { baseUrl: server.baseUrl(items), nodes: 1 });
  const { cpuProfile, places, collections } = asRecord(await process.ask('profile'));
  await process.close();
  const file = `${FOLDER}/${contender}-${items}.cpuprofile`;
  writeFileSync(file, JSON.stringify(cpuProfile));
  const profile = { places, collections };
  assertProfile(profile);
  return profile;
}

function assertProfile(value: {
  readonly places: unknown;
  readonly collections: unknown;
}): asserts value is Profile {
  const { places, collections } = value;
  if (!Array.isArray(places) || !Array.isArray(collections)) throw new TypeError('not a profile');
  for (const place of places) assertFields(place, { part: 'string', name: 'string', ms: 'number' });
  for (const each of collections)
    assertFields(each, { kind: 'string', count: 'number', ms: 'number', longestMs: 'number' });
}
