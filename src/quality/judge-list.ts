import { ServiceError } from '../errors';
import { isRecord } from '../json-value';
import { because } from '../reasons';
import { isKey, valueAt } from '../value-at';
import {
  addHour,
  closeHour,
  currentHour,
  type Hours,
  hourOf,
  hoursFor,
  isOtherHour,
} from './availability';
import { type Finding, type Rule, type Rules, rulesIn, shown } from './rules';
import { bounded, type Remembered, remember, see } from './sighting';
import type { Known, State } from './state';
import { type Quality, Rejected } from './state-of-all';

/** Why an item is not fit, and which item it is. */
export interface Reason extends Finding {
  readonly key: string | number | null;
}

/** An item that is not fit. */
export interface Unfit {
  readonly item: unknown;
  readonly reasons: readonly Reason[];
}

/** What became of a list. */
export interface Judged {
  readonly state: State;
  /** Items as they came, in the order of the list. */
  readonly fit: readonly unknown[];
  readonly unfit: readonly Unfit[];
  readonly quality: Quality;
}

/** Items that are remembered though the list has them no more, unless it has had more itself. */
const MAX_ABSENT = 1_000;

/** What a state becomes while a list is judged. */
interface Draft {
  hours: Hours;
  readonly known: Map<string, Known>;
}

/**
 * Holds the items of a list against rules, and counts the fit ones. Each step is one item's
 * worth of work.
 *
 * @param last what the last list left; nothing for the first one
 * @param now the time of the list, milliseconds since 1970
 * @throws {ServiceError} LIST_INVALID if it is not a list
 */
export function* judgeList(
  last: State | undefined,
  list: unknown,
  rules: Rules,
  now: number,
): Generator<void, Judged> {
  if (!Array.isArray(list)) throw new ServiceError('LIST_INVALID', { reason: because('noList') });
  const set = rulesIn(rules);
  const draft = yield* draftFrom(last, list.length, rules, now);
  const { known } = draft;
  const current = currentHour(draft.hours);
  const listsBefore = draft.hours.hours.at(-1)?.lists ?? 0;
  const fit: unknown[] = [];
  const unfit: Unfit[] = [];
  const names = new Set<string>();
  const rejected = new Rejected();
  let nameless = 0;

  for (const item of list) {
    const { key, name, wrong } = nameOf(item, rules.key, names);
    const before = name === undefined ? undefined : known.get(name);
    const { findings, remembered } = judge(item, before ?? {}, now, rules, set);
    if (wrong !== undefined) findings.unshift(wrong);
    const isFit = findings.length === 0;
    if (isFit) fit.push(item);
    else {
      unfit.push({ item, reasons: findings.map((finding) => ({ key, ...finding })) });
      rejected.count(findings);
    }
    if (name === undefined) nameless++;
    else {
      const tally = before ?? { first: current, before: listsBefore, past: '', fit: 0 };
      known.set(name, { ...tally, last: current, fit: tally.fit + Number(isFit), ...remembered });
    }
    yield;
  }
  const counts = { length: list.length, items: known.size + nameless, fit: fit.length };
  const hours = counted(draft.hours, counts);
  yield* forgetAbsent(known, names, hours);
  const items: State['items'][number][] = [];
  for (const entry of known) {
    items.push(entry);
    yield;
  }
  const state = { ...hours, key: rules.key?.text ?? '', fields: fieldsOf(rules), items };
  return { state, fit, unfit, quality: rejected.quality(fit.length) };
}

/** What the last list left, in the hour of this one. */
function* draftFrom(
  state: State | undefined,
  length: number,
  rules: Rules,
  now: number,
): Generator<void, Draft> {
  const isSame = state?.key === (rules.key?.text ?? '');
  const { forgotten = 0, hours = [], items = [], fields } = isSame ? state : {};
  const areSame = fields === undefined || fields === fieldsOf(rules);
  const start = hourOf(now, rules.zone);
  const isNew = isOtherHour(hours.at(-1), start);
  const keep = hoursFor(Math.max(length, items.length));
  const all = isNew ? addHour({ forgotten, hours }, start, keep) : { forgotten, hours };
  const known = new Map<string, Known>();
  for (const [name, item] of items) {
    const isFirst = hours.length === 0;
    const closed = isNew && !isFirst ? { ...item, ...closeHour(item, all.forgotten) } : item;
    known.set(name, areSame ? closed : { ...closed, value: undefined, time: undefined });
    yield;
  }
  return { hours: all, known };
}

/** What was remembered of another field says nothing of this one. */
function fieldsOf({ value, time }: Rules): string {
  return JSON.stringify([value?.text, time?.text]);
}

/** The key of an item, and the name by which it is remembered; neither if it has no key, or another item has the same. */
function nameOf(
  item: unknown,
  key: Rules['key'],
  names: Set<string>,
): { readonly key: Reason['key']; readonly name?: string; readonly wrong?: Finding } {
  if (key === undefined) return { key: null };
  const found = attempt(() => valueAt(item, key.keys));
  if (!isKey(found)) {
    const value = shown(found);
    return { key: null, wrong: { rule: 'key', value, limit: key.text, unknown: true } };
  }
  const name = bounded(String(found));
  const shownKey = typeof found === 'number' ? found : name;
  if (names.has(name)) {
    return { key: shownKey, wrong: { rule: 'key', value: shownKey, limit: key.text } };
  }
  names.add(name);
  return { key: shownKey, name };
}

function judge(
  item: unknown,
  before: Remembered,
  now: number,
  rules: Rules,
  set: readonly Rule[],
): { readonly findings: Finding[]; readonly remembered?: Remembered } {
  const judged = attempt(() => {
    if (!isRecord(item)) return undefined;
    const seen = see(item, before, now, rules);
    const findings = set.flatMap((rule) => rule(seen) ?? []);
    return { findings, remembered: remember(seen, rules) };
  });
  const nothing: Finding = {
    rule: 'key',
    value: attempt(() => shown(item)),
    limit: 'object',
    unknown: true,
  };
  return judged ?? { findings: [nothing] };
}

/** A getter or a proxy in an item may throw anything. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** Forgets items that are not in the list: those of which nothing is counted any more, and the oldest of too many. */
function* forgetAbsent(
  known: Map<string, Known>,
  present: ReadonlySet<string>,
  { forgotten, hours }: Hours,
): Generator<void, void> {
  // A list that is empty for once must not make everything be forgotten.
  const longest = hours.reduce((most, { longest: length = 0 }) => Math.max(most, length), 0);
  let surplus = -Math.max(MAX_ABSENT, longest);
  const absent = new Map<number, string[]>();
  for (const [name, { last }] of known) {
    if (!present.has(name)) {
      surplus++;
      const others = absent.get(last);
      if (others === undefined) absent.set(last, [name]);
      else others.push(name);
    }
    yield;
  }
  for (const last of [...absent.keys()].toSorted((a, b) => a - b)) {
    for (const name of absent.get(last) ?? []) {
      if (surplus > 0 || last < forgotten) known.delete(name);
      surplus--;
      yield;
    }
  }
}

/** Counts a list in the current hour. */
function counted(
  { forgotten, hours }: Hours,
  { length, items, fit }: { readonly length: number; readonly items: number; readonly fit: number },
): Hours {
  const hour = hours.at(-1);
  if (hour === undefined) return { forgotten, hours };
  const current = {
    start: hour.start,
    lists: hour.lists + 1,
    // A list without items in which none is missing has nothing that is fit, either.
    complete: hour.complete + Number(fit === items && items > 0),
    items: hour.items + items,
    fit: hour.fit + fit,
    longest: Math.max(hour.longest ?? 0, length),
  };
  return { forgotten, hours: [...hours.slice(0, -1), current] };
}
