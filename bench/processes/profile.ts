import { existsSync, readFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { join, relative } from 'node:path';
import { constants, PerformanceObserver } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { projectRoot } from '../../scripts/support/project-root';
import { asRecord } from '../../src/json-value';
import type { Collections, Place, Profile } from '../profile';

/** Polls before the profile. */
const WARM_UP = 5;

/** Milliseconds that a profile takes at least. */
const LENGTH = 2_000;

/** Microseconds between two samples. */
const INTERVAL = 200;

/** Milliseconds after which the last collections have surely been reported. */
const MOMENT = 50;

const KINDS: ReadonlyMap<unknown, string> = new Map([
  [constants.NODE_PERFORMANCE_GC_MINOR, 'of the young generation'],
  [constants.NODE_PERFORMANCE_GC_MAJOR, 'of everything'],
  [constants.NODE_PERFORMANCE_GC_INCREMENTAL, 'steps of marking'],
  [constants.NODE_PERFORMANCE_GC_WEAKCB, 'callbacks'],
]);

/** Profiles some polls and nothing else, unlike `node --cpu-prof`, which includes the start. */
export async function takeProfile(
  poll: () => Promise<void>,
): Promise<Profile & { readonly cpuProfile: object }> {
  for (let before = 0; before < WARM_UP; before++) await poll();
  const session = new Session();
  session.connect();
  const collections = watchCollections();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: INTERVAL });
  await session.post('Profiler.start');
  let polls = 0;
  for (const end = performance.now() + LENGTH; performance.now() < end; polls++) await poll();
  const { profile: cpuProfile } = await session.post('Profiler.stop');
  session.disconnect();

  const { samples = [], timeDeltas = [] } = cpuProfile;
  const frames = new Map(cpuProfile.nodes.map(({ id, callFrame }) => [id, callFrame]));
  const places = new Map<string, Place>();
  for (const [index, id] of samples.entries()) {
    const place = placeOf(frames.get(id));
    if (place === undefined) continue;
    const ms = (timeDeltas[index] ?? 0) / 1_000 / polls;
    places.set(place.name, { ...place, ms: ms + (places.get(place.name)?.ms ?? 0) });
  }
  return {
    places: [...places.values()].toSorted((a, b) => b.ms - a.ms),
    collections: await collections(polls),
    cpuProfile,
  };
}

/** Watches the garbage collections; the returned function reports them. */
function watchCollections(): (polls: number) => Promise<Collections[]> {
  const seen = new Map<string, number[]>();
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const name =
        KINDS.get(asRecord('detail' in entry ? entry.detail : undefined)['kind']) ?? 'others';
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

/** Where V8 was, as its profiler says. */
interface Frame {
  readonly functionName: string;
  readonly url: string;
  /** From 0. */
  readonly lineNumber: number;
}

/** What V8 calls the places that are not functions, and what they belong to. */
const NOT_FUNCTIONS: Readonly<Record<string, string>> = {
  '(garbage collector)': 'collecting garbage',
  '(program)': 'system calls, other native code',
};

/** Nothing is computed there, or the profiler itself. */
const NOWHERE: ReadonlySet<string> = new Set(['(idle)', '(root)', 'dispatch']);

/** Where JSON.parse is called: its time counts as its caller's, as that of everything built into V8. */
const PARSERS = /^(src\/json\/parse-(?:json|in-pieces)\.ts|bench\/processes\/baseline\.js)$/;

/** All of the package, which is shipped as one script. */
const BUNDLE = join(projectRoot, 'dist/inode.js');

/** Its lines; esbuild writes above each source which one it is. */
const bundled = existsSync(BUNDLE) ? readFileSync(BUNDLE, 'utf8').split('\n') : [];

/** What a place belongs to, and what it is called; nothing where nothing was computed. */
export function placeOf(frame: Frame | undefined): Omit<Place, 'ms'> | undefined {
  if (frame === undefined) return undefined;
  const { functionName, url, lineNumber } = frame;
  if (NOWHERE.has(functionName)) return undefined;
  if (url === '') {
    const part = NOT_FUNCTIONS[functionName];
    return part === undefined ? { part: 'Node.js', name: functionName } : { part, name: part };
  }
  const file = fileOf(url, lineNumber);
  return { part: partOf(file), name: `${functionName || 'anonymous'}, ${file}` };
}

/** The file's path, from the folder of packages or of this project where it is in one. */
function fileOf(url: string, line: number): string {
  if (!url.startsWith('/') && !url.startsWith('file:')) return url;
  const path = url.startsWith('/') ? url : fileURLToPath(url);
  if (path === BUNDLE) return sourceAt(line);
  const [, inPackage] = /^.*\/node_modules\/(.+)$/.exec(path) ?? [];
  return inPackage ?? relative(projectRoot, path).replace(/^\.build\//, '');
}

/** The source of a line of the bundle. */
function sourceAt(line: number): string {
  for (let above = line; above >= 0; above--) {
    const [, source] = /^ *\/\/ ((?:src|nodes)\/\S+\.ts)$/.exec(bundled[above] ?? '') ?? [];
    if (source !== undefined) return source;
  }
  return 'inode.js';
}

function partOf(file: string): string {
  if (file.startsWith('node:')) return 'Node.js';
  if (PARSERS.test(file)) return 'JSON.parse';
  if (/^(axios|follow-redirects|proxy-from-env|form-data)\//.test(file)) return 'axios';
  if (/^(src|nodes)\//.test(file)) return 'this package';
  return 'Node-RED';
}
