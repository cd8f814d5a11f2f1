import { randomUUID } from 'node:crypto';
import type { Signal } from '../../../src/abort';
import type { State } from '../../../src/changes/state';
import { runInSlices } from '../../../src/event-loop/in-slices';
import { asRecord } from '../../../src/json-value';
import { topicKey, topicOfKey } from '../collect/topic';
import type { ContextStore } from '../context-store';
import { fromShards, type Head, readHead, shardOf, shardsFor, toShards, toState } from './shards';

/** A list as this process knows it, and what of it is in the store. */
interface Known {
  readonly state: State;
  readonly head: Head;
}

/** Milliseconds after which a list that is in use is noted as such. */
const DAY = 86_400_000;

const HEAD = 'list_';

/**
 * The lists of a node's topics in a context store. A list is read once, and written only
 * where something of it has changed.
 */
export class KeptLists {
  readonly #known = new Map<string, Known>();

  constructor(private readonly store: ContextStore) {}

  /** @throws {ServiceError} STORE_FAILED */
  async read(topic: string, signal: Signal): Promise<State | undefined> {
    const key = keyOf(topic);
    const [kept] = await this.store.read([key]);
    const known = this.#known.get(key);
    // Somebody may have deleted or restored the context.
    if (known !== undefined && known.head.stamp === stampOf(kept)) return known.state;
    this.#known.delete(key);
    const head = readHead(kept);
    const state = head && (await this.#load(key, head, signal));
    if (head !== undefined && state !== undefined) this.#known.set(key, { state, head });
    return state;
  }

  /**
   * @param touched keys of the items that are to be kept in another way than before
   * @throws {ServiceError} STORE_FAILED
   */
  async write(
    topic: string,
    state: State,
    touched: ReadonlySet<string>,
    signal: Signal,
  ): Promise<void> {
    const key = keyOf(topic);
    const known = this.#known.get(key);
    const isSame = known?.head.rules === state.rules;
    const usedAt = Date.now();
    if (known !== undefined && isSame && touched.size === 0 && usedAt - known.head.usedAt < DAY) {
      this.#known.set(key, { ...known, state });
      return;
    }
    const { rules, requestedAt, entries } = state;
    const before = known?.head.shards ?? 0;
    const shards = shardsFor(entries.length, isSame && before > 0 ? before : 1);
    const base = { rules, requestedAt, stamp: randomUUID(), usedAt };
    const head: Head =
      shards === 1 ? { ...base, entries } : { ...base, shards, count: entries.length };
    const values = new Map<string, unknown>([[key, head]]);
    if (shards > 1) {
      const all = Array.from({ length: shards }, (_, shard) => shard);
      const wanted =
        isSame && shards === before ? [...touched].map((each) => shardOf(each, shards)) : all;
      const steps = toShards(entries, shards, new Set(wanted), !this.store.isMemory);
      for (const [shard, value] of await runInSlices(steps, signal)) {
        values.set(shardKey(key, shard), value);
      }
    }
    for (let shard = shards === 1 ? 0 : shards; shard < before; shard++) {
      values.set(shardKey(key, shard), undefined);
    }
    await this.store.write(values);
    this.#known.set(key, { state, head });
  }

  /** Notes when the lists were asked for that have not changed since they were written. */
  async close(): Promise<void> {
    for (const [key, { state, head }] of this.#known) {
      const { requestedAt } = state;
      if (requestedAt !== head.requestedAt) {
        await this.store.write(new Map([[key, { ...head, requestedAt }]]));
      }
    }
  }

  /** @throws {ServiceError} STORE_FAILED */
  async forget(topics: Iterable<string>): Promise<void> {
    const values = new Map<string, unknown>();
    for (const topic of topics) {
      const key = keyOf(topic);
      const [kept] = this.#known.has(key)
        ? [this.#known.get(key)?.head]
        : await this.store.read([key]);
      const shards = readHead(kept)?.shards ?? 0;
      values.set(key, undefined);
      for (let shard = 0; shard < shards; shard++) values.set(shardKey(key, shard), undefined);
      this.#known.delete(key);
    }
    await this.store.write(values);
  }

  /** The topics of lists that are kept, and when each was in use; 0 where that is not known. */
  async topics(): Promise<Map<string, number>> {
    const keys = (await this.store.keys()).filter((key) => key.startsWith(HEAD));
    const heads = await this.store.read(keys);
    return new Map(
      keys.map((key, at) => [topicOfKey(key.slice(HEAD.length)), readHead(heads[at])?.usedAt ?? 0]),
    );
  }

  async #load(key: string, head: Head, signal: Signal): Promise<State | undefined> {
    if (head.shards === undefined) return toState(head, head.entries ?? []);
    const keys = Array.from({ length: head.shards }, (_, shard) => shardKey(key, shard));
    const entries = await runInSlices(fromShards(await this.store.read(keys)), signal);
    const isComplete = entries !== undefined && entries.length === head.count;
    return isComplete ? toState(head, entries) : undefined;
  }
}

function stampOf(kept: unknown): string | undefined {
  const { stamp } = asRecord(kept);
  return typeof stamp === 'string' ? stamp : undefined;
}

function keyOf(topic: string): string {
  return HEAD + topicKey(topic);
}

/** Not the beginning of any topic's key. */
function shardKey(key: string, shard: number): string {
  return `part_${shard}_${key}`;
}
