import { isObject, type Json, type JsonObject } from '../json-value';

/**
 * A copy of an object with another value at a path; `undefined` takes away what
 * stands there. What lies beside the path is shared with the original.
 */
export function withValue(
  object: JsonObject,
  [key, ...rest]: readonly string[],
  value: Json | undefined,
): JsonObject {
  if (key === undefined) return object;
  const inner = Object.hasOwn(object, key) ? object[key] : undefined;
  const next = rest.length > 0 && isObject(inner) ? withValue(inner, rest, value) : value;
  // Entries, because an assignment to `__proto__` would not make a property.
  const entries = Object.entries(object).filter(([name]) => name !== key);
  return Object.fromEntries(next === undefined ? entries : [...entries, [key, next]]);
}
