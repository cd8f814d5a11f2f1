import type { JsonObject } from '../json-value';
import { indexItems, type ListItem } from './index-items';
import type { Rules } from './rules';
import { type Entry, rulesOf, type State } from './state';
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

/**
 * Compares a list with what is remembered of the ones before. The order of the
 * items does not matter.
 *
 * @param state what the last comparison returned; nothing for the first list
 * @throws {ServiceError} LIST_INVALID
 */
export function compareList(
  state: State | undefined,
  list: unknown,
  rules: Rules,
): { state: State; changes: Changes } {
  const items = indexItems(list, rules.key);
  if (state === undefined && rules.first === 'silent') {
    const entries = [...items].map(([key, { copy }]) => ({ key, item: copy }));
    return { state: { rules: rulesOf(rules), entries }, changes: NOTHING };
  }
  const known = new Map(state?.entries.map((entry) => [entry.key, entry]));
  const here = [...items].map(([key, item]) => judgePresent(key, item, known.get(key), rules));
  const gone = [...known.values()]
    .filter(({ key }) => !items.has(key))
    .map((entry) => judgeMissing(entry, rules));
  return {
    state: {
      rules: rulesOf(rules),
      entries: [...here, ...gone].flatMap(({ entry }) => entry ?? []),
    },
    changes: {
      added: here.flatMap(({ added }) => added ?? []),
      changed: here.flatMap(({ changed }) => changed ?? []),
      removed: gone.flatMap(({ removed }) => removed ?? []),
    },
  };
}

const NOTHING: Changes = { added: [], changed: [], removed: [] };

/** What becomes of an item: what is remembered, and the one list of the report that it is in. */
interface Verdict {
  readonly entry?: Entry;
  readonly added?: readonly [unknown];
  readonly changed?: readonly [ChangedItem];
  readonly removed?: readonly [JsonObject];
}

function judgePresent(
  key: string,
  { key: shownKey, given, copy }: ListItem,
  known: Entry | undefined,
  rules: Rules,
): Verdict {
  if (known === undefined || known.seen !== undefined) {
    const seen = (known?.seen ?? 0) + 1;
    if (seen < rules.polls) return { entry: { key, item: copy, seen } };
    return { entry: { key, item: copy }, added: [given] };
  }
  const { entry, changes } = updateEntry(known, copy, rules);
  if (changes.length === 0) return { entry };
  return { entry, changed: [{ key: shownKey, item: given, changes }] };
}

function judgeMissing(known: Entry, { polls }: Rules): Verdict {
  // It went before it counted as added.
  if (known.seen !== undefined) return {};
  const missing = (known.missing ?? 0) + 1;
  return missing < polls ? { entry: { ...known, missing } } : { removed: [known.item] };
}
