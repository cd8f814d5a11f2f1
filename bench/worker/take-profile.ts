import { Session } from 'node:inspector/promises';
import { constants, PerformanceObserver } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Collections, Place, Profile } from '../profile';
import type { Poll } from './measure';
import { placeOf } from './place-of';

/** Polls before the profile. */
const WARM_UP = 5;

/** Milliseconds that a profile takes at least. */
const LENGTH = 2_000;

/** Microseconds between two looks at what is computed. */
const INTERVAL = 200;

/** Milliseconds after which the last collections have surely been told. */
const MOMENT = 50;

/** Polls some times, and looks what is computed in the meantime, as `node --cpu-prof` does. */
export async function takeProfile(poll: Poll): Promise<Profile> {
  const nothing = (): void => undefined;
  for (let before = 0; before < WARM_UP; before++) await poll(nothing);
  const session = new Session();
  session.connect();
  const collections = watchCollections();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: INTERVAL });
  await session.post('Profiler.start');
  let polls = 0;
  for (const end = performance.now() + LENGTH; performance.now() < end; polls++)
    await poll(nothing);
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();

  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
  const places = new Map<string, Place>();
  for (const [index, id] of (profile.samples ?? []).entries()) {
    const place = placeOf(frames.get(id));
    if (place === undefined) continue;
    const ms = (profile.timeDeltas?.[index] ?? 0) / 1_000 / polls;
    const before = places.get(place.name)?.ms ?? 0;
    places.set(place.name, { ...place, ms: before + ms });
  }
  return {
    places: [...places.values()].toSorted((a, b) => b.ms - a.ms),
    collections: await collections(polls),
  };
}

const KINDS: ReadonlyMap<unknown, string> = new Map([
  [constants.NODE_PERFORMANCE_GC_MINOR, 'of the young generation'],
  [constants.NODE_PERFORMANCE_GC_MAJOR, 'of everything'],
  [constants.NODE_PERFORMANCE_GC_INCREMENTAL, 'steps of marking'],
  [constants.NODE_PERFORMANCE_GC_WEAKCB, 'callbacks'],
]);

/** Watches the collections of garbage; the function that is returned tells them. */
function watchCollections(): (polls: number) => Promise<Collections[]> {
  const seen = new Map<string, number[]>();
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { detail }: { detail?: { kind?: unknown } } = Object(entry);
      const name = KINDS.get(detail?.kind) ?? 'others';
      seen.set(name, [...(seen.get(name) ?? []), entry.duration]);
    }
  });
  observer.observe({ entryTypes: ['gc'] });
  return async (polls) => {
    await sleep(MOMENT);
    observer.disconnect();
    return [...seen].map(([kind, durations]) => ({
      kind,
      count: durations.length / polls,
      ms: durations.reduce((sum, each) => sum + each, 0) / polls,
      longestMs: Math.max(...durations),
    }));
  };
}
