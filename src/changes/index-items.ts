import { ServiceError } from '../errors';
import { isObject, type Json, type JsonObject, MAX_DEPTH } from '../json-value';
import { because, type ReasonKey, type ReasonValues } from '../reasons';
import { valueAt } from '../value-at';
import { copyAsJson, type Pace, Uncopyable } from './json-steps';
import type { Path } from './state';

/** An item of a list that arrived. */
export interface ListItem {
  /** Its key as it stands in the item. */
  readonly key: string | number;
  /** The item itself. */
  readonly given: unknown;
  /** The item as JSON writes it: a copy that nobody else holds. */
  readonly copy: JsonObject;
}

/**
 * The items of a list by their keys, in the list's order. The number 1 and the
 * text "1" are the same key, because services change between the two. Each step
 * is an item, or a part of one that has many values.
 *
 * @throws {ServiceError} LIST_INVALID
 */
export function* indexItems(
  list: unknown,
  path: Path,
  pace: Pace,
): Generator<void, Map<string, ListItem>> {
  if (!Array.isArray(list)) throw invalid('noList');
  const items = new Map<string, ListItem>();
  const positions = new Map<string, number>();
  for (const [index, given] of list.entries()) {
    const copy = yield* copyOf(given, pace);
    if (!isObject(copy)) throw invalid('itemNoObject', { index });
    const key = valueAt(copy, path.keys);
    if (!isKey(key)) throw invalid('itemNoKey', { index, path: path.text });
    const first = positions.get(String(key));
    if (first !== undefined) {
      throw invalid('itemsSameKey', { first, second: index, path: path.text });
    }
    positions.set(String(key), index);
    items.set(String(key), { key, given, copy });
    yield;
  }
  return items;
}

function isKey(value: Json | undefined): value is string | number {
  return typeof value === 'number' || (typeof value === 'string' && value !== '');
}

function* copyOf(given: unknown, pace: Pace): Generator<void, Json> {
  try {
    return yield* copyAsJson(given, pace);
  } catch (error) {
    if (!(error instanceof Uncopyable)) throw error;
    throw invalid(error.reason, { levels: MAX_DEPTH });
  }
}

function invalid(reason: ReasonKey, values?: ReasonValues): ServiceError {
  return new ServiceError('LIST_INVALID', { reason: because(reason, values) });
}
