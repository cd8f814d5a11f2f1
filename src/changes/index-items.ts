import { ServiceError } from '../errors';
import { isObject, type Json, type JsonObject, MAX_DEPTH } from '../json-value';
import { because, type ReasonKey, type ReasonValues } from '../reasons';
import { type ItemKey, keyText, readKey } from './item-key';
import { copyAsJson, type StepBudget, Uncopyable } from './json-steps';
import { keyTextOf, type Rules } from './state';

/** An item of a list that arrived. */
export interface ListItem {
  readonly key: ItemKey;
  /** The item itself. */
  readonly given: unknown;
  /** The item as JSON writes it: a copy that nobody else holds. */
  readonly copy: JsonObject;
}

/** The items of a list. */
export interface IndexedItems {
  /** By the texts of their keys, in the list's order. */
  readonly items: ReadonlyMap<string, ListItem>;
  /** Keys that several items have: which of them is meant, nobody can say. */
  readonly doubled: ReadonlySet<string>;
  /** How many items are left out: those of doubled keys, and those without a key. */
  readonly skipped: number;
}

/**
 * The items of a list by their keys. Each step is an item, or a part of one that has many
 * values.
 *
 * @throws {ServiceError} LIST_INVALID, also where no item has a key: it is the path that is wrong
 */
export function* indexItems(
  list: unknown,
  { keys, unkeyed }: Pick<Rules, 'keys' | 'unkeyed'>,
  budget: StepBudget,
): Generator<void, IndexedItems> {
  if (!Array.isArray(list)) throw invalid('noList');
  const path = keyTextOf(keys);
  const items = new Map<string, ListItem>();
  const positions = new Map<string, number>();
  const doubled = new Set<string>();
  let unkeyedItems = 0;
  for (const [index, given] of list.entries()) {
    if (index > 0) yield;
    const copy = yield* copyOf(given, budget);
    const key = isObject(copy) ? readKey(copy, keys) : undefined;
    if (!isObject(copy) || key === undefined) {
      unkeyedItems++;
      if (unkeyed === 'refuse' || unkeyedItems === list.length) {
        throw isObject(copy)
          ? invalid('itemNoKey', { index, path })
          : invalid('itemNoObject', { index });
      }
      continue;
    }
    const text = keyText(key);
    const first = positions.get(text);
    if (first === undefined) {
      positions.set(text, index);
      items.set(text, { key, given, copy });
    } else {
      if (unkeyed === 'refuse') throw invalid('itemsSameKey', { first, second: index, path });
      doubled.add(text);
      items.delete(text);
    }
  }
  return { items, doubled, skipped: list.length - items.size };
}

function* copyOf(given: unknown, budget: StepBudget): Generator<void, Json> {
  try {
    return yield* copyAsJson(given, budget);
  } catch (error) {
    if (!(error instanceof Uncopyable)) throw error;
    throw invalid(error.reason, { levels: MAX_DEPTH });
  }
}

function invalid(reason: ReasonKey, values?: ReasonValues): ServiceError {
  return new ServiceError('LIST_INVALID', { reason: because(reason, values) });
}
