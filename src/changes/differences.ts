import { isDeepStrictEqual } from 'node:util';
import { isObject, type Json, type JsonObject } from '../json-value';
import type { Rules } from './state';

/** A value that two views of an item do not share. */
export interface Difference {
  readonly keys: readonly string[];
  /** The path in the item, as a flow writes it. */
  readonly path: string;
  /** `undefined` where there is none. */
  readonly old: Json | undefined;
  readonly new: Json | undefined;
  readonly threshold: number;
}

/** Where two views of an item differ by enough to count, value by value. */
export function differences(old: JsonObject, now: JsonObject, rules: Rules): Difference[] {
  return [...between(old, now, [], (keys) => describe(keys, rules))];
}

type Description = Pick<Difference, 'path' | 'threshold'>;

function* between(
  old: Json | undefined,
  now: Json | undefined,
  keys: readonly string[],
  describeAt: (keys: readonly string[]) => Description,
): Generator<Difference> {
  if (isObject(old) && isObject(now)) {
    for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
      yield* between(own(old, key), own(now, key), [...keys, key], describeAt);
    }
    return;
  }
  if (old === now) return;
  const description = describeAt(keys);
  if (!isSame(old, now, description.threshold)) yield { keys, ...description, old, new: now };
}

/** A view's first key stands for a whole path where the user named the fields. */
function describe(keys: readonly string[], { watch, fields }: Rules): Description {
  const [first, ...rest] = keys;
  const field = watch === 'only' ? fields.find(({ text }) => text === first) : undefined;
  return field === undefined
    ? { path: pathText('', keys), threshold: 0 }
    : { path: pathText(field.text, rest), threshold: field.threshold };
}

function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/**
 * Whether two values count as the same: with a threshold, two numbers where they
 * are less than that apart, be they written as numbers or, as decimals often are,
 * as texts; anything else where it is equal.
 */
export function isSame(a: Json | undefined, b: Json | undefined, threshold: number): boolean {
  const [from, to] = threshold > 0 ? [toNumber(a), toNumber(b)] : [];
  if (from === undefined || to === undefined) return isDeepStrictEqual(a, b);
  // In binary, 12.4 is a little less than 0.1 away from 12.3.
  const rounding = 4 * Number.EPSILON * Math.max(Math.abs(from), Math.abs(to));
  return from === to || Math.abs(from - to) < threshold - rounding;
}

function toNumber(value: Json | undefined): number | undefined {
  const isNumeric = typeof value === 'string' && value.trim() !== '';
  const number = isNumeric ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** A path as Node-RED's property expressions have it: keys that need it are quoted. */
function pathText(start: string, keys: readonly string[]): string {
  return keys.reduce((path, key) => {
    if (path === '') return isPlain(key) ? key : quoted(key);
    return isPlain(key) ? `${path}.${key}` : `${path}[${quoted(key)}]`;
  }, start);
}

function isPlain(key: string): boolean {
  return /^[a-z_$][\w$-]*$/i.test(key);
}

/** The expressions know no escapes, but both kinds of quotes. */
function quoted(key: string): string {
  const quote = key.includes('"') ? "'" : '"';
  return quote + key + quote;
}
