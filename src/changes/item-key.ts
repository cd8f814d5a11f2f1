import { isObject, type Json, type JsonObject } from '../json-value';
import { type FieldPath, isKey, type Path, valueAt } from '../value-at';
import type { Rules } from './state';

/** The key of an item as callers see it: as it is in the item, or the values of several fields. */
export type ItemKey = string | number | readonly (string | number)[];

/** An item's key; nothing where a part of it is missing, or is neither a number nor a text. */
export function readKey(item: Json, keys: readonly FieldPath[]): ItemKey | undefined {
  const parts = keys.map((path) => valueAt(item, path.keys)).filter(isKey);
  if (parts.length < keys.length) return undefined;
  return parts.length === 1 ? parts[0] : parts;
}

/** One text for each key. The number 1 and the text "1" are the same, because services change between the two. */
export function keyText(key: ItemKey): string {
  return typeof key === 'object' ? JSON.stringify(key.map(String)) : String(key);
}

/**
 * What was reported of an item, with its key as another list writes it: between 1 and "1"
 * nothing has changed.
 *
 * @param view the item, or of some watched fields their values
 */
export function withKeyOf(view: JsonObject, item: JsonObject, rules: Rules): JsonObject {
  return rules.keys.reduce((changed, { keys }) => {
    const value = valueAt(item, keys);
    if (rules.watch !== 'only') return withValue(changed, keys, value);
    return rules.fields.reduce((each, field) => {
      const isAround = field.keys.every((key, at) => String(key) === String(keys[at]));
      const inView = [field.text, ...keys.slice(field.keys.length)];
      return isAround ? withValue(each, inView, value) : each;
    }, changed);
  }, view);
}

/** A copy of an object with another value at a path, if there is one. */
function withValue(object: JsonObject, keys: Path, value: Json | undefined): JsonObject {
  const changed = replaced(object, keys, value);
  return isObject(changed) ? changed : object;
}

function replaced(at: Json, [key, ...rest]: Path, value: Json | undefined): Json {
  if (key === undefined) return value ?? at;
  if (Array.isArray(at)) {
    return at.map((each, index) => (index === Number(key) ? replaced(each, rest, value) : each));
  }
  if (!isObject(at)) return at;
  const entries = Object.entries(at).map(([name, each]) => [
    name,
    name === String(key) ? replaced(each, rest, value) : each,
  ]);
  return Object.fromEntries(entries);
}
