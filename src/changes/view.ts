import { isObject, type Json, type JsonObject } from '../json-value';
import { type Path, valueAt } from '../value-at';
import type { Rules } from './state';

/**
 * The part of an item that matters: with `only`, an object that has each
 * field's value under the path as the user wrote it.
 */
export function viewOf(item: JsonObject, { watch, fields }: Rules): JsonObject {
  if (watch === 'except') return fields.reduce((rest, { keys }) => without(rest, keys), item);
  if (watch === 'all') return item;
  const values = fields.flatMap(({ text, keys }) => {
    const value = valueAt(item, keys);
    return value === undefined ? [] : [[text, value] as const];
  });
  return Object.fromEntries(values);
}

/** A copy of an object without what is at a path. */
function without(object: JsonObject, [key, ...rest]: Path): JsonObject {
  const entries = Object.entries(object).flatMap(([name, value]) => {
    if (name !== String(key)) return [[name, value] as const];
    return rest.length === 0 ? [] : [[name, blanked(value, rest)] as const];
  });
  return Object.fromEntries(entries);
}

/** The same for any value; in an array, whose other places must not move, `null` takes its place. */
function blanked(value: Json, keys: Path): Json {
  if (isObject(value)) return without(value, keys);
  if (!Array.isArray(value)) return value;
  const [key, ...rest] = keys;
  return value.map((each, index) => {
    if (index !== Number(key)) return each;
    return rest.length === 0 ? null : blanked(each, rest);
  });
}
