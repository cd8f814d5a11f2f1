import { isObject, type Json } from './json';

/** What stands at a path inside a value, if anything does. */
export function valueAt(
  value: Json | undefined,
  keys: readonly (string | number)[],
): Json | undefined {
  let found = value;
  for (const key of keys) {
    if (Array.isArray(found)) found = found[Number(key)];
    else found = isObject(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  }
  return found;
}
