import { createHash } from 'node:crypto';
import { asRecord } from '../../../src/json-value';
import { readSinceState, type SinceState } from '../../../src/since/since-list';
import type { ContextStore } from '../context-store';

/** How the keys of a node's context begin. */
const HEAD = 'since_';

/** Lists that a node knows; where there are more, the one that was read longest ago is forgotten. */
const MAX_LISTS = 1_000;

/** The key of what a node knows of one list. */
export function cursorKey(...parts: readonly string[]): string {
  const hash = createHash('sha256').update(parts.join('\0'));
  return HEAD + hash.digest('base64url').slice(0, 22);
}

/** @throws {ServiceError} STORE_FAILED */
export async function readCursor(store: ContextStore, key: string): Promise<SinceState> {
  const [kept] = await store.read([key]);
  return readSinceState(kept);
}

/** @throws {ServiceError} STORE_FAILED */
export async function writeCursor(
  store: ContextStore,
  key: string,
  state: SinceState,
): Promise<void> {
  const values = new Map<string, unknown>();
  const others = (await store.keys()).filter((each) => each.startsWith(HEAD) && each !== key);
  if (others.length >= MAX_LISTS) {
    const kept = await store.read(others);
    const usedAt = (at: number): number => Number(asRecord(kept[at])['usedAt'] ?? 0);
    const oldest = others
      .map((name, at) => ({ name, at: usedAt(at) }))
      .toSorted((one, other) => one.at - other.at)
      .slice(0, others.length - MAX_LISTS + 1);
    for (const { name } of oldest) values.set(name, undefined);
  }
  await store.write(values.set(key, { ...state, usedAt: Date.now() }));
}

/** @throws {ServiceError} STORE_FAILED */
export function forgetCursor(store: ContextStore, key: string): Promise<void> {
  return store.write(new Map([[key, undefined]]));
}
