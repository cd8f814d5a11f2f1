import { ownTurn } from '../turns/own-turn';

/** Items that are copied at one go: a few milliseconds' work. */
const SLICE = 1_000;

/** A copy of parsed JSON that shares nothing with it. The event loop turns in between. */
export async function copyItems(items: readonly unknown[]): Promise<unknown[]> {
  const copies: unknown[] = [];
  for (const item of items) {
    if (copies.length > 0 && copies.length % SLICE === 0) await ownTurn();
    copies.push(copyJson(item));
  }
  return copies;
}

function copyJson(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyJson);
  // Takes over the hidden class, which makes it several times as fast as key by key.
  const copy: Record<string, unknown> = { ...value };
  for (const key in copy) {
    const member = copy[key];
    if (typeof member === 'object' && member !== null) copy[key] = copyJson(member);
  }
  return copy;
}
