import type { JsonObject } from '../json-value';
import { valueAt } from '../value-at';
import { indexItems, type ListItem } from './index-items';
import type { ItemKey } from './item-key';
import { StepBudget } from './json-steps';
import { type Entry, type Field, type Rules, rulesOf, type State } from './state';
import { updateEntry, type ValueChange } from './update-entry';

/** An item in which something has changed. */
export interface ChangedItem {
  readonly key: ItemKey;
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
  /** Keys of the items of which a store would have something else to remember than before. */
  readonly touched: ReadonlySet<string>;
  /** Watched fields that no item of the list has. */
  readonly missing: readonly string[];
  /** How many items were left out, because their keys are missing or doubled. */
  readonly skipped: number;
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
  const budget = new StepBudget();
  const { items, doubled, skipped } = yield* indexItems(list, rules, budget);
  const isSilent = state === undefined && rules.first === 'silent';
  const known = new Map<string, Entry>();
  for (const entry of state?.entries ?? []) {
    known.set(entry.key, entry);
    yield;
  }

  const missing = new MissingFields(rules);
  const touched = new Set<string>();
  const entries: Entry[] = [];
  const added: unknown[] = [];
  const changed: ChangedItem[] = [];
  const removed: JsonObject[] = [];
  const note = (key: string, verdict: Verdict): void => {
    if (verdict.isTouched) touched.add(key);
    if (verdict.entry !== undefined) entries.push(verdict.entry);
    if (verdict.added !== undefined) added.push(verdict.added.given);
    if (verdict.changed !== undefined) changed.push(verdict.changed);
    if (verdict.removed !== undefined) removed.push(verdict.removed);
  };
  for (const [key, item] of items) {
    missing.look(item.copy);
    const entry = { key, item: item.copy };
    const verdict = isSilent
      ? { entry, isTouched: true }
      : yield* judge(key, item, known.get(key), rules, budget);
    note(key, verdict);
    yield;
  }
  for (const entry of known.values()) {
    // Of a doubled key, the list says nothing that could be relied on.
    if (doubled.has(entry.key)) note(entry.key, { entry, isTouched: false });
    else if (!items.has(entry.key)) note(entry.key, judgeMissing(entry, rules));
    yield;
  }
  return {
    state: { rules: rulesOf(rules), entries },
    changes: { added, changed, removed },
    touched,
    missing: items.size === 0 ? [] : missing.texts(),
    skipped,
  };
}

/** What becomes of an item: what is remembered, and the one list of the report that it is in. */
interface Verdict {
  readonly isTouched: boolean;
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
  budget: StepBudget,
): Generator<void, Verdict> {
  if (known === undefined || known.seen !== undefined) {
    const seen = (known?.seen ?? 0) + 1;
    if (seen < rules.polls) return { entry: { key, item: item.copy, seen }, isTouched: true };
    return { entry: { key, item: item.copy }, added: item, isTouched: true };
  }
  const { entry, changes, isTouched } = yield* updateEntry(known, item.copy, rules, budget);
  if (changes.length === 0) return { entry, isTouched };
  return { entry, isTouched, changed: { key: item.key, item: item.given, changes } };
}

function judgeMissing(known: Entry, { polls }: Rules): Verdict {
  // It went before it counted as added.
  if (known.seen !== undefined) return { isTouched: true };
  const missing = (known.missing ?? 0) + 1;
  return missing < polls
    ? { entry: { ...known, missing }, isTouched: true }
    : { removed: known.item, isTouched: true };
}

/** The watched fields that no item had so far. */
class MissingFields {
  #fields: readonly Field[];

  constructor({ watch, fields }: Rules) {
    this.#fields = watch === 'only' ? fields : [];
  }

  look(item: JsonObject): void {
    if (this.#fields.length === 0) return;
    this.#fields = this.#fields.filter(({ keys }) => valueAt(item, keys) === undefined);
  }

  texts(): string[] {
    return this.#fields.map(({ text }) => text);
  }
}
