import { asRecord } from '../json-value';
import type { Hour, Hours, Tally } from './availability';
import type { Remembered } from './sighting';
import { isLevel, type Level } from './state-of-all';

/** What is remembered of an item. */
export type Known = Tally & Remembered;

/** What is remembered of a list. It is never changed, and JSON can write it. */
export interface State extends Hours {
  /** The path of the key by which the items are known. */
  readonly key: string;
  /** The paths of the fields that are followed; a state of an earlier version lacks them. */
  readonly fields?: string;
  readonly items: readonly (readonly [string, Known])[];
  /** How all of the list was. */
  readonly level?: Level;
}

/** A day before the last moment that a `Date` can be, so that any zone's clocks can show it. */
const LATEST = 8.64e15 - 86_400_000;

/**
 * A state that was kept; nothing where somebody else has written something there. Not even
 * a state that was forged lets a stale item pass. Each step is one item's worth of work.
 */
export function* readState(kept: unknown): Generator<void, State | undefined> {
  if (!isFrame(kept)) return undefined;
  const items: State['items'][number][] = [];
  for (const item of kept.items) {
    if (!isEntry(item)) return undefined;
    items.push(item);
    yield;
  }
  return { ...kept, items };
}

/** A state whose items are not looked at yet. */
function isFrame(value: unknown): value is Omit<State, 'items'> & { readonly items: unknown[] } {
  const { key, fields, forgotten, hours, items, level } = asRecord(value);
  return (
    typeof key === 'string' &&
    isOptional(fields, (text) => typeof text === 'string') &&
    isOptional(level, isLevel) &&
    isCount(forgotten) &&
    Array.isArray(hours) &&
    hours.every(isHour) &&
    Array.isArray(items)
  );
}

function isEntry(value: unknown): value is State['items'][number] {
  return Array.isArray(value) && typeof value[0] === 'string' && isKnown(value[1]);
}

function isHour(value: unknown): value is Hour {
  const { start, lists, complete, items, fit, longest } = asRecord(value);
  return (
    isMoment(start) &&
    isShare(complete, lists) &&
    isShare(fit, items) &&
    isOptional(longest, isCount)
  );
}

function isKnown(value: unknown): value is Known {
  const { first, before, last, past, fit, value: steady, time } = asRecord(value);
  return (
    [first, before, last, fit].every(isCount) &&
    typeof past === 'string' &&
    /^[\da-z]*$/.test(past) &&
    isSteady(steady) &&
    isSteady(time) &&
    isOptional(asRecord(time)['instant'], isMoment)
  );
}

function isSteady(value: unknown): boolean {
  const { text, lists, since } = asRecord(value);
  return value === undefined || (typeof text === 'string' && isCount(lists) && isMoment(since));
}

function isOptional(value: unknown, isGood: (value: unknown) => boolean): boolean {
  return value === undefined || isGood(value);
}

function isShare(part: unknown, whole: unknown): boolean {
  return isCount(part) && isCount(whole) && part <= whole;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isMoment(value: unknown): boolean {
  return typeof value === 'number' && Math.abs(value) <= LATEST;
}
