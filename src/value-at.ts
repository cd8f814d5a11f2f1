import type { Json } from './json-value';

/** The steps to a value inside an item: names of properties, and places in arrays. */
export type Path = readonly (string | number)[];

/**
 * The value at a path; `undefined` where a step is missing, for what is only
 * inherited, and for an empty path.
 */
export function valueAt(item: Json, path: Path): Json | undefined;
export function valueAt(item: unknown, path: Path): unknown;
export function valueAt(item: unknown, path: Path): unknown {
  if (path.length === 0) return undefined;
  let value = item;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step))
      return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}

/** A path, and how the user wrote it. */
export interface FieldPath {
  /** Such as `location.coordinates[0]`. */
  readonly text: string;
  readonly keys: Path;
}

/** Whether a value can identify an item: a number, or a text that is not empty. */
export function isKey(value: unknown): value is string | number {
  return typeof value === 'number' || (typeof value === 'string' && value !== '');
}

/** Whether a value says nothing: JSON has `null` for that, CSV an empty text. */
export function isAbsent(value: unknown): value is undefined | null | '' {
  return value === undefined || value === null || value === '';
}

/** A number, also one that is written as a text, as decimals often are; nothing for anything else. */
export function toNumber(value: unknown): number | undefined {
  const isNumeric = typeof value === 'string' && value.trim() !== '';
  const number = isNumeric ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
