import { type FieldPath, isAbsent, toNumber, valueAt } from '../value-at';
import { type Followed, type Sighting, textOf } from './sighting';

/** What a list is held against; what is left out is not looked at. */
export interface Rules extends Followed {
  /** What identifies an item; without it nothing is remembered of single items. */
  readonly key?: FieldPath | undefined;
  /** Seconds that its time may be old, or ahead of the clock. */
  readonly maxAge?: number | undefined;
  /** Lists in a row in which the value, or the time, may not be the same. */
  readonly unchangedFor?: number | undefined;
  /** Minutes after which the value, or the time, may not be the same. */
  readonly unchangedMinutes?: number | undefined;
  readonly samples?: FieldPath | undefined;
  readonly minSamples?: number | undefined;
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

export type Rule = (seen: Sighting) => Finding | undefined;

const MINUTE = 60_000;

/** The rules that are set, in the order in which their findings are reported. */
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

function unchangedRules(rules: Rules, limit: number): Rule[] {
  return followedIn(rules).map(([name, { keys }]) => (seen) => {
    const found = seen[name];
    if (found === undefined) return unknown('unchanged', valueAt(seen.item, keys), limit);
    const { lists } = found;
    return lists >= limit ? { rule: 'unchanged', value: lists, limit } : undefined;
  });
}

function unchangedMinutesRules(rules: Rules, limit: number): Rule[] {
  return followedIn(rules).map(([name, { keys }]) => (seen) => {
    const found = seen[name];
    if (found === undefined) return unknown('unchangedMinutes', valueAt(seen.item, keys), limit);
    const minutes = (seen.now - found.since) / MINUTE;
    return minutes >= limit ? { rule: 'unchangedMinutes', value: minutes, limit } : undefined;
  });
}

function followedIn({ time, value }: Rules): (readonly ['time' | 'value', FieldPath])[] {
  return [
    ...(time === undefined ? [] : [['time', time] as const]),
    ...(value === undefined ? [] : [['value', value] as const]),
  ];
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

/** The first value, and one after a text, has nothing to be compared with; one after a gap has the last one before it. */
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

/** Characters of a text of the service that a finding shows. */
const MAX_SHOWN = 100;

/** A value as a finding shows it: of an array or an object, only what it is. */
export function shown(value: unknown): string | number | boolean | null {
  if (typeof value === 'string') return value.slice(0, MAX_SHOWN);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (value === undefined || value === null) return null;
  return Array.isArray(value) ? '[array]' : '[object]';
}
