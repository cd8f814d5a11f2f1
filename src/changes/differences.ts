import { isSame } from './is-same';
import { isObject, type Json, type JsonObject } from '../json-value';
import { pathText } from './path-text';
import type { Rules } from './rules';

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
