import { ServiceError } from '../errors';
import { asRecord, isRecord } from '../json-value';
import { because } from '../reasons';
import { valueAt } from '../value-at';
import {
  addHour,
  closeHour,
  currentHour,
  type Hours,
  hourOf,
  hoursFor,
  type Tally,
} from './availability';
import {
  type Finding,
  type Remembered,
  type Rule,
  type Rules,
  rulesIn,
  type Sighting,
  see,
  shown,
} from './rules';
import { type Level, type Quality, Rejected } from './state-of-all';

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

/** What is remembered of an item. */
type Known = Tally & Remembered;

/** What is remembered of a list. It is never changed, and JSON can write it. */
export interface State extends Hours {
  /** The path of the key by which the items are known. */
  readonly key: string;
  readonly items: readonly (readonly [string, Known])[];
  /** How the list was as a whole. */
  readonly level?: Level;
}

/** A state that was kept; nothing where somebody else has written something there. */
export function readState(kept: unknown): State | undefined {
  return isState(kept) ? kept : undefined;
}

function isState(value: unknown): value is State {
  const { key, forgotten, hours, items } = asRecord(value);
  return (
    typeof key === 'string' &&
    typeof forgotten === 'number' &&
    Array.isArray(hours) &&
    hours.every((hour) => typeof asRecord(hour)['start'] === 'number') &&
    Array.isArray(items) &&
    items.every((item) => Array.isArray(item) && isTally(item[1]))
  );
}

function isTally(value: unknown): boolean {
  const { first, before, last, past, fit } = asRecord(value);
  return [first, before, last, fit].every(Number.isSafeInteger) && typeof past === 'string';
}

/** Items that are remembered though the list has them no more, unless it has more itself. */
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
 * @throws {ServiceError} LIST_INVALID where it is no list
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
    const { findings, seen } = judge(item, before ?? {}, now, rules, set);
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
      const { value, time } = seen ?? {};
      known.set(name, { ...tally, last: current, fit: tally.fit + Number(isFit), value, time });
    }
    yield;
  }
  const hours = counted(draft.hours, known.size + nameless, fit.length);
  yield* forgetAbsent(known, names, Math.max(MAX_ABSENT, list.length), draft.hours.forgotten);
  const items: State['items'][number][] = [];
  for (const entry of known) {
    items.push(entry);
    yield;
  }
  const state = { ...hours, key: rules.key?.text ?? '', items };
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
  const { forgotten = 0, hours = [], items = [] } = isSame ? state : {};
  const start = hourOf(now, rules.zone);
  const isNew = hours.at(-1)?.start !== start;
  const all = isNew ? addHour({ forgotten, hours }, start, hoursFor(length)) : { forgotten, hours };
  const known = new Map<string, Known>();
  for (const [name, item] of items) {
    const isFirst = hours.length === 0;
    known.set(name, isNew && !isFirst ? { ...item, ...closeHour(item, all.forgotten) } : item);
    yield;
  }
  return { hours: all, known };
}

/** The key of an item, and the name by which it is known; nothing of that where there is no such key or two have it. */
function nameOf(
  item: unknown,
  key: Rules['key'],
  names: Set<string>,
): { readonly key: Reason['key']; readonly name?: string; readonly wrong?: Finding } {
  if (key === undefined) return { key: null };
  const found = attempt(() => valueAt(item, key.keys));
  if (typeof found !== 'number' && (typeof found !== 'string' || found === '')) {
    const value = shown(found);
    return { key: null, wrong: { rule: 'key', value, limit: key.text, unknown: true } };
  }
  const name = String(found);
  if (names.has(name)) {
    return { key: found, wrong: { rule: 'key', value: shown(found), limit: key.text } };
  }
  names.add(name);
  return { key: found, name };
}

function judge(
  item: unknown,
  before: Remembered,
  now: number,
  rules: Rules,
  set: readonly Rule[],
): { readonly findings: Finding[]; readonly seen?: Sighting | undefined } {
  const judged = attempt(() => {
    if (!isRecord(item)) return undefined;
    const seen = see(item, before, now, rules);
    return { findings: set.flatMap((rule) => rule(seen) ?? []), seen };
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
  most: number,
  forgotten: number,
): Generator<void, void> {
  const absent: [string, number][] = [];
  for (const [name, { last }] of known) {
    if (!present.has(name)) absent.push([name, last]);
    yield;
  }
  const surplus = absent.length - most;
  const oldest = surplus <= 0 ? [] : absent.toSorted(([, a], [, b]) => a - b).slice(0, surplus);
  for (const [name] of oldest) known.delete(name);
  for (const [name, last] of absent) if (last < forgotten) known.delete(name);
}

/** Counts a list in the current hour. */
function counted({ forgotten, hours }: Hours, items: number, fit: number): Hours {
  const hour = hours.at(-1);
  if (hour === undefined) return { forgotten, hours };
  const current = {
    start: hour.start,
    lists: hour.lists + 1,
    complete: hour.complete + Number(fit === items),
    items: hour.items + items,
    fit: hour.fit + fit,
  };
  return { forgotten, hours: [...hours.slice(0, -1), current] };
}
