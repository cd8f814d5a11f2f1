import { isAbsent, toNumber, valueAt } from '../value-at';
import { readTime } from './read-time';
import type { Zone } from './zone';

/** Where items have a field, and how the user wrote it. */
export interface FieldPath {
  readonly text: string;
  readonly keys: readonly (string | number)[];
}

/** What a list is held against; what is left out is not looked at. */
export interface Rules {
  /** What tells an item from the others; without it nothing is remembered of single items. */
  readonly key?: FieldPath | undefined;
  /** When an item was measured. */
  readonly time?: FieldPath | undefined;
  /** Seconds that it may be old, or ahead of the clock. */
  readonly maxAge?: number | undefined;
  /** The zone of times that name none; also that of the hours and days of the availability. */
  readonly zone?: Zone | undefined;
  /** Lists in a row in which the value, or the time, may not be the same. */
  readonly unchangedFor?: number | undefined;
  /** Minutes after which the value, or the time, may not be the same. */
  readonly unchangedMinutes?: number | undefined;
  readonly samples?: FieldPath | undefined;
  readonly minSamples?: number | undefined;
  readonly value?: FieldPath | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** How far the value may move from one list to the next. */
  readonly maxStep?: number | undefined;
  readonly status?: FieldPath | undefined;
  /** What the status may be. */
  readonly good?: readonly string[] | undefined;
  readonly required?: readonly FieldPath[] | undefined;
}

export type RuleName =
  | 'key'
  | 'age'
  | 'unchanged'
  | 'unchangedMinutes'
  | 'samples'
  | 'value'
  | 'step'
  | 'status'
  | 'required';

/** Why an item is not fit for use. */
export interface Finding {
  readonly rule: RuleName;
  /** What was found: the age in seconds, the lists or minutes without a change, the number, the text. */
  readonly value: unknown;
  /** What the rule asks for, in the same unit. */
  readonly limit: unknown;
  /** Set where the value cannot be read, so that nobody knows whether the item is fit. */
  readonly unknown?: true;
}

/** A field as it has been since it was first seen so. */
export interface Steady {
  readonly text: string;
  /** In how many lists in a row. */
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
export interface Sighting extends Remembered {
  readonly item: unknown;
  /** The time of the list, milliseconds since 1970. */
  readonly now: number;
  readonly before: Remembered;
}

export type Rule = (seen: Sighting) => Finding | undefined;

const MINUTE = 60_000;

/** How far a sensor's clock may be ahead before an ambiguous time is taken for the earlier one. */
const TOLERANCE = 5 * MINUTE;

/** Looks at the fields that are followed from list to list. */
export function see(item: unknown, before: Remembered, now: number, rules: Rules): Sighting {
  const value = rules.value && follow(item, rules.value, before.value, now);
  const time = rules.time && follow(item, rules.time, before.time, now);
  const instant = rules.time && instantOf(item, rules.time, before.time, now, rules.zone);
  return { item, now, before, value, time: time && { ...time, instant } };
}

function follow(
  item: unknown,
  { keys }: FieldPath,
  before: Steady | undefined,
  now: number,
): Steady | undefined {
  const text = textOf(valueAt(item, keys));
  if (text === undefined) return undefined;
  if (before?.text !== text) return { text, lists: 1, since: now };
  return { text, lists: before.lists + 1, since: before.since };
}

/** A single value as a text; 5 and "5" are the same, because services change between the two. */
function textOf(value: unknown): string | undefined {
  if (value instanceof Date) return String(value.getTime());
  if (isAbsent(value)) return undefined;
  const isSingle = typeof value === 'string' || typeof value === 'number';
  return isSingle || typeof value === 'boolean' ? String(value) : undefined;
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

/** The rules that are set, in the order in which their findings are told. */
export function rulesIn(rules: Rules): Rule[] {
  const { time, maxAge, value, samples, minSamples, status, good = [], required = [] } = rules;
  const set: Rule[] = [];
  if (time !== undefined && maxAge !== undefined) set.push(ageRule(time, maxAge));
  if (rules.unchangedFor !== undefined) set.push(...unchangedRules(rules, rules.unchangedFor));
  if (rules.unchangedMinutes !== undefined) {
    set.push(...unchangedMinutesRules(rules, rules.unchangedMinutes));
  }
  if (samples !== undefined && minSamples !== undefined) {
    set.push(rangeRule('samples', samples, { min: minSamples }));
  }
  if (value !== undefined) {
    const { min, max, maxStep } = rules;
    if (min !== undefined || max !== undefined) set.push(rangeRule('value', value, { min, max }));
    if (maxStep !== undefined) set.push(stepRule(value, maxStep));
  }
  if (status !== undefined && good.length > 0) set.push(statusRule(status, new Set(good)));
  return [...set, ...required.map(requiredRule)];
}

function ageRule(time: FieldPath, maxAge: number): Rule {
  return (seen) => {
    const instant = seen.time?.instant;
    if (instant === undefined) return unknown('age', valueAt(seen.item, time.keys), maxAge);
    const age = (seen.now - instant) / 1_000;
    // A time ahead of the clock by more than that was not measured then.
    return Math.abs(age) > maxAge ? { rule: 'age', value: age, limit: maxAge } : undefined;
  };
}

/** The fields that may freeze. */
const FOLLOWED = ['time', 'value'] as const;

function unchangedRules(rules: Rules, limit: number): Rule[] {
  return FOLLOWED.filter((name) => rules[name] !== undefined).map((name) => (seen) => {
    const lists = seen[name]?.lists ?? 0;
    return lists >= limit ? { rule: 'unchanged', value: lists, limit } : undefined;
  });
}

function unchangedMinutesRules(rules: Rules, limit: number): Rule[] {
  return FOLLOWED.filter((name) => rules[name] !== undefined).map((name) => (seen) => {
    const minutes = (seen.now - (seen[name]?.since ?? seen.now)) / MINUTE;
    return minutes >= limit ? { rule: 'unchangedMinutes', value: minutes, limit } : undefined;
  });
}

function rangeRule(
  rule: 'samples' | 'value',
  { keys }: FieldPath,
  { min, max }: { readonly min?: number | undefined; readonly max?: number | undefined },
): Rule {
  return ({ item }) => {
    const found = valueAt(item, keys);
    const number = toNumber(found);
    if (number === undefined) return unknown(rule, found, min ?? max);
    if (min !== undefined && number < min) return { rule, value: number, limit: min };
    return max !== undefined && number > max ? { rule, value: number, limit: max } : undefined;
  };
}

/** The first value, and one after something unreadable, has nothing to be compared with. */
function stepRule({ keys }: FieldPath, maxStep: number): Rule {
  return ({ item, before }) => {
    const found = valueAt(item, keys);
    const number = toNumber(found);
    if (number === undefined) return unknown('step', found, maxStep);
    const last = toNumber(before.value?.text);
    if (last === undefined) return undefined;
    const step = Math.abs(number - last);
    // In binary, 12.4 is a little more than 0.1 away from 12.3.
    const rounding = 4 * Number.EPSILON * Math.max(Math.abs(number), Math.abs(last));
    return step > maxStep + rounding ? { rule: 'step', value: step, limit: maxStep } : undefined;
  };
}

function statusRule({ keys }: FieldPath, good: ReadonlySet<string>): Rule {
  const limit = [...good];
  return ({ item }) => {
    const found = valueAt(item, keys);
    const text = textOf(found);
    if (text === undefined) return unknown('status', found, limit);
    return good.has(text) ? undefined : { rule: 'status', value: shown(found), limit };
  };
}

function requiredRule({ text, keys }: FieldPath): Rule {
  return ({ item }) => {
    const found = valueAt(item, keys);
    return isAbsent(found) ? { rule: 'required', value: shown(found), limit: text } : undefined;
  };
}

function unknown(rule: RuleName, value: unknown, limit: unknown): Finding {
  return { rule, value: shown(value), limit, unknown: true };
}

/** Characters of a stranger's text that a finding shows. */
const MAX_SHOWN = 100;

/** A value as a finding shows it: what is no single value is only named. */
export function shown(value: unknown): string | number | boolean | null {
  if (typeof value === 'string') return value.slice(0, MAX_SHOWN);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (value === undefined || value === null) return null;
  return Array.isArray(value) ? '[array]' : '[object]';
}
