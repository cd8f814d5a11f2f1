import type { JsonObject } from '../json-value';
import { indexItems, type ListItem } from './index-items';
import { Pace } from './json-steps';
import { type Entry, type Rules, rulesOf, type State } from './state';
import { updateEntry, type ValueChange } from './update-entry';

/** An item in which something has changed. */
export interface ChangedItem {
  readonly key: string | number;
  /** The item as it is now. */
  readonly item: unknown;
  readonly changes: readonly ValueChange[];
}

/** What is new since the last list. */
export interface Changes {
  /** Items as they arrived, in the order of the list. */
  readonly added: readonly unknown[];
  readonly changed: readonly ChangedItem[];
  /** Items as they were seen last. */
  readonly removed: readonly JsonObject[];
}

/** What came out of a comparison. */
export interface Compared {
  readonly state: State;
  readonly changes: Changes;
}

/**
 * Compares a list with what is remembered of the ones before. The order of the
 * items does not matter. Each step is one item's worth of work, or a part of it where the
 * item has many values.
 *
 * @param state what the last comparison returned; nothing for the first list
 * @throws {ServiceError} LIST_INVALID
 */
export function* compareList(
  state: State | undefined,
  list: unknown,
  rules: Rules,
): Generator<void, Compared> {
  const pace = new Pace();
  const items = yield* indexItems(list, rules.key, pace);
  const isSilent = state === undefined && rules.first === 'silent';
  const known = new Map<string, Entry>();
  for (const entry of state?.entries ?? []) {
    known.set(entry.key, entry);
    yield;
  }

  const entries: Entry[] = [];
  const added: unknown[] = [];
  const changed: ChangedItem[] = [];
  const removed: JsonObject[] = [];
  const note = (verdict: Verdict): void => {
    if (verdict.entry !== undefined) entries.push(verdict.entry);
    if (verdict.added !== undefined) added.push(verdict.added.given);
    if (verdict.changed !== undefined) changed.push(verdict.changed);
    if (verdict.removed !== undefined) removed.push(verdict.removed);
  };
  for (const [key, item] of items) {
    const entry = { key, item: item.copy };
    note(isSilent ? { entry } : yield* judge(key, item, known.get(key), rules, pace));
    yield;
  }
  for (const entry of known.values()) {
    if (!items.has(entry.key)) note(judgeMissing(entry, rules));
    yield;
  }
  return { state: { rules: rulesOf(rules), entries }, changes: { added, changed, removed } };
}

/** What becomes of an item: what is remembered, and the one list of the report that it is in. */
interface Verdict {
  readonly entry?: Entry;
  readonly added?: ListItem;
  readonly changed?: ChangedItem;
  readonly removed?: JsonObject;
}

function* judge(
  key: string,
  item: ListItem,
  known: Entry | undefined,
  rules: Rules,
  pace: Pace,
): Generator<void, Verdict> {
  if (known === undefined || known.seen !== undefined) {
    const seen = (known?.seen ?? 0) + 1;
    if (seen < rules.polls) return { entry: { key, item: item.copy, seen } };
    return { entry: { key, item: item.copy }, added: item };
  }
  const { entry, changes } = yield* updateEntry(known, item.copy, rules, pace);
  if (changes.length === 0) return { entry };
  return { entry, changed: { key: item.key, item: item.given, changes } };
}

function judgeMissing(known: Entry, { polls }: Rules): Verdict {
  // It went before it counted as added.
  if (known.seen !== undefined) return {};
  const missing = (known.missing ?? 0) + 1;
  return missing < polls ? { entry: { ...known, missing } } : { removed: known.item };
}
