import { createHash } from 'node:crypto';
import { isDate } from 'node:util/types';
import { readTime } from '../time/read-time';
import type { Zone } from '../time/zone';
import { type FieldPath, isAbsent, valueAt } from '../value-at';

/** The fields that are followed from list to list. */
export interface Followed {
  /** When an item was measured. */
  readonly time?: FieldPath | undefined;
  readonly value?: FieldPath | undefined;
  /** The zone of times that name none; also that of the hours and days of the availability. */
  readonly zone?: Zone | undefined;
}

/** A field as it has been since it was first seen so. */
export interface Steady {
  readonly text: string;
  /** In how many lists in a row that had the field. */
  readonly lists: number;
  /** The time of the first of them, milliseconds since 1970. */
  readonly since: number;
}

/** What is remembered of an item's fields from one list to the next. */
export interface Remembered {
  readonly value?: Steady | undefined;
  readonly time?: (Steady & { readonly instant?: number | undefined }) | undefined;
}

/** An item as the rules see it. */
export interface Sighting {
  readonly item: unknown;
  /** The time of the list, milliseconds since 1970. */
  readonly now: number;
  readonly before: Remembered;
  /** The fields as they are now; a field that cannot be read is not there. */
  readonly value?: Steady | undefined;
  readonly time?: Remembered['time'];
}

/** How far a sensor's clock may be ahead before an ambiguous time is taken for the earlier one. */
const TOLERANCE = 5 * 60_000;

/** Characters of a text that are remembered as they are: no number and no time has more. */
const MAX_TEXT = 64;

/** Looks at the fields that are followed. */
export function see(item: unknown, before: Remembered, now: number, followed: Followed): Sighting {
  const { value: valuePath, time: timePath, zone } = followed;
  const value = valuePath && follow(item, valuePath, before.value, now);
  const time = timePath && follow(item, timePath, before.time, now);
  const instant = timePath && instantOf(item, timePath, before.time, now, zone);
  return { item, now, before, value, time: time && { ...time, instant } };
}

/** What is to be remembered: of a field that cannot be read, how it was when it could be. */
export function remember({ value, time, before }: Sighting, followed: Followed): Remembered {
  return {
    value: followed.value && (value ?? before.value),
    time: followed.time && (time ?? before.time),
  };
}

/** A single value as a text; 5 and "5" are the same, because services change between the two. */
export function textOf(value: unknown): string | undefined {
  if (isDate(value)) return String(value.getTime());
  if (isAbsent(value) || (typeof value === 'number' && !Number.isFinite(value))) return undefined;
  const isSingle = typeof value === 'string' || typeof value === 'number';
  return isSingle || typeof value === 'boolean' ? String(value) : undefined;
}

/** A text that takes no more memory than others do; two that are not the same stay so. */
export function bounded(text: string): string {
  if (text.length <= MAX_TEXT) return text;
  const hash = createHash('sha256')
    .update(text)
    .digest('hex')
    .slice(0, MAX_TEXT / 2);
  return `${text.slice(0, MAX_TEXT / 2)}${hash}`;
}

function follow(
  item: unknown,
  { keys }: FieldPath,
  before: Steady | undefined,
  now: number,
): Steady | undefined {
  const found = textOf(valueAt(item, keys));
  if (found === undefined) return undefined;
  const text = bounded(found);
  if (before?.text !== text) return { text, lists: 1, since: now };
  // A clock that was years ahead for a while must not make a field new for as many years.
  return { text, lists: before.lists + 1, since: Math.min(before.since, now) };
}

/** In the hour that is repeated, a time stays what it was when it was first seen. */
function instantOf(
  item: unknown,
  { keys }: FieldPath,
  before: Remembered['time'],
  now: number,
  zone: Zone | undefined,
): number | undefined {
  const value = valueAt(item, keys);
  const instants = readTime(value, zone);
  if (typeof instants === 'string') return undefined;
  if (instants.length > 1 && before?.instant !== undefined && before.text === textOf(value)) {
    return before.instant;
  }
  return instants.findLast((instant) => instant <= now + TOLERANCE) ?? instants[0];
}
