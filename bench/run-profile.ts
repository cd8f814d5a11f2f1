import { type NodeName, startWorker } from './contenders/node-contender';
import { assertProfile, type Profile } from './profile';
import { type BenchServer, startServer } from './server/index';

/** Somebody who polls a list, and what it spends its time with. */
export interface Profiled {
  readonly name: NodeName;
  readonly items: number;
  readonly profile: Profile;
}

/** Where figures are missed, each behind the floor of the same list. */
const CASES: readonly (readonly [name: NodeName, items: number])[] = [
  ['floor', 5_000],
  ['list', 5_000],
  ['floor', 50_000],
  ['pages', 50_000],
  ['list', 200_000],
];

/** @param say told what is profiled next */
export async function runProfile(say: (line: string) => void): Promise<Profiled[]> {
  const server = await startServer();
  try {
    const profiled: Profiled[] = [];
    for (const [name, items] of CASES) {
      say(`profile of ${name}, ${items} items`);
      profiled.push({ name, items, profile: await profileOne(server, name, items) });
    }
    return profiled;
  } finally {
    await server.close();
  }
}

async function profileOne(server: BenchServer, name: NodeName, items: number): Promise<Profile> {
  const worker = await startWorker(name, { baseUrl: server.baseUrl(items), nodes: 1 });
  const profile = await worker.ask('profile');
  await worker.ask('stop');
  await worker.close();
  assertProfile(profile);
  return profile;
}
