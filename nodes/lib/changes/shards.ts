import { type Entry, isEntry, type State } from '../../../src/changes/state';
import { asRecord } from '../../../src/json-value';

/**
 * How a state is kept: a short list in one value, a long one in several, of which a change
 * writes only those that it touches. In a store that writes files these are texts, because
 * Node-RED writes all values of a node again when one has changed, and a text costs a
 * twentieth of what the same entries do as objects.
 */
export interface Head {
  readonly rules: string;
  readonly requestedAt?: string | undefined;
  /** Identifies this version. */
  readonly stamp: string;
  /** When the list was in use, milliseconds since 1970; brought up to date once a day. */
  readonly usedAt: number;
  /** Where there are no shards. */
  readonly entries?: readonly Entry[];
  /** In how many values the entries are. */
  readonly shards?: number;
  /** How many entries these have together. */
  readonly count?: number;
}

/** Entries of a shard, about. */
const SHARD = 500;
const MOST_SHARDS = 256;

/** In how many shards to keep entries: as before, as long as these are of a fit size. */
export function shardsFor(count: number, before = 1): number {
  if (count <= 2 * SHARD * before || before === MOST_SHARDS) return before;
  return Math.min(MOST_SHARDS, 2 ** Math.ceil(Math.log2(count / SHARD)));
}

/** The shard of an item. */
export function shardOf(key: string, shards: number): number {
  // FNV-1a: spreads keys that differ in their last digit alone.
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) {
    hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  }
  return (hash >>> 0) % shards;
}

/** The values of some shards, by their numbers. Each step is some of the entries, or a shard. */
export function* toShards(
  entries: readonly Entry[],
  shards: number,
  wanted: ReadonlySet<number>,
  asText: boolean,
): Generator<void, Map<number, unknown>> {
  const found = new Map<number, Entry[]>([...wanted].map((shard) => [shard, []]));
  for (const entry of entries) {
    found.get(shardOf(entry.key, shards))?.push(entry);
    yield;
  }
  const values = new Map<number, unknown>();
  for (const [shard, its] of found) {
    values.set(shard, asText ? JSON.stringify(its) : its);
    yield;
  }
  return values;
}

/** The entries of all shards; nothing where one is not what was kept. */
export function* fromShards(values: readonly unknown[]): Generator<void, Entry[] | undefined> {
  const entries: Entry[] = [];
  for (const value of values) {
    const shard = typeof value === 'string' ? parse(value) : value;
    if (!Array.isArray(shard) || !shard.every(isEntry)) return undefined;
    for (const entry of shard) entries.push(entry);
    yield;
  }
  return entries;
}

/** What was kept as a head; nothing for anything else. A version without shards had no stamp. */
export function readHead(kept: unknown): Head | undefined {
  const { rules, requestedAt, stamp = '', usedAt = 0, entries, shards, count } = asRecord(kept);
  if (typeof rules !== 'string' || typeof stamp !== 'string' || typeof usedAt !== 'number') {
    return undefined;
  }
  if (requestedAt !== undefined && typeof requestedAt !== 'string') return undefined;
  const head = { rules, requestedAt, stamp, usedAt };
  if (Array.isArray(entries)) return entries.every(isEntry) ? { ...head, entries } : undefined;
  return isCount(shards) && isCount(count) ? { ...head, shards, count } : undefined;
}

/** What of a head and its entries a comparison goes on with. */
export function toState({ rules, requestedAt }: Head, entries: readonly Entry[]): State {
  return { rules, requestedAt, entries };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
