import type { Zone } from '../time/zone';

/** Hours of availability that are kept: those of 31 days. */
export const MAX_HOURS = 31 * 24;

/** Characters that all items' hours may take together; where there are more items, fewer hours are kept. */
const MAX_TEXT = 24e6;

/** Characters that one hour of an item takes. */
const WIDTH = 3;

const HOUR = 60 * 60_000;

/** The lists of an hour. */
export interface Hour {
  /** When it began, milliseconds since 1970. */
  readonly start: number;
  readonly lists: number;
  /** Lists in which all items were fit. */
  readonly complete: number;
  /** Items of all these lists, those included that were known but not in the list. */
  readonly items: number;
  /** Fit items of all these lists. */
  readonly fit: number;
  /** Items of the longest of them; an hour of an earlier version lacks it. */
  readonly longest?: number;
}

/** The fit lists of an item. */
export interface Tally {
  /** The number of the hour in which it was first seen. */
  readonly first: number;
  /** Lists of that hour before it was seen. */
  readonly before: number;
  /** The number of the hour in which it was last seen. */
  readonly last: number;
  /** Fit lists of the hours since then but the current one, each as a number of three digits to the base of 36. */
  readonly past: string;
  /** Fit lists of the current hour. */
  readonly fit: number;
}

/** Hours with lists in the order in which they were counted; those without a list are not there. */
export interface Hours {
  /** How many hours came before the first of these. */
  readonly forgotten: number;
  readonly hours: readonly Hour[];
}

/** How many hours are kept of so many items. */
export function hoursFor(items: number): number {
  return Math.max(24, Math.min(MAX_HOURS, Math.floor(MAX_TEXT / WIDTH / Math.max(1, items))));
}

/** Where an hour of the zone's clocks begins. */
export function hourOf(now: number, zone: Zone | undefined): number {
  const offset = zone?.offsetAt(now) ?? 0;
  return Math.floor((now + offset) / HOUR) * HOUR - offset;
}

/**
 * Whether a list is of another hour than the last one. Servers whose clocks differ a little
 * must not begin an hour twice.
 */
export function isOtherHour(last: Hour | undefined, start: number): boolean {
  return last === undefined || start > last.start || start < last.start - HOUR;
}

/** The number of the current hour. */
export function currentHour({ forgotten, hours }: Hours): number {
  return forgotten + hours.length - 1;
}

/** Begins another hour, and forgets the first ones where there are too many. */
export function addHour({ forgotten, hours }: Hours, start: number, keep: number): Hours {
  const surplus = Math.max(0, hours.length + 1 - keep);
  const none = { start, lists: 0, complete: 0, items: 0, fit: 0 };
  return { forgotten: forgotten + surplus, hours: [...hours.slice(surplus), none] };
}

/** Closes the hour that was the current one so far. */
export function closeHour(tally: Tally, forgotten: number): Tally {
  const past =
    tally.past +
    Math.min(tally.fit, 36 ** WIDTH - 1)
      .toString(36)
      .padStart(WIDTH, '0');
  const surplus = Math.max(0, forgotten - tally.first);
  // To read a character makes one text of the two, which would take ten times the memory.
  past.charCodeAt(0);
  if (surplus === 0) return { ...tally, past, fit: 0 };
  const first = tally.first + surplus;
  return { ...tally, first, before: 0, past: past.slice(surplus * WIDTH), fit: 0 };
}

/** What a report says of an item, or of all of them. */
export interface Share {
  readonly lists: number;
  readonly fit: number;
  /** `fit` of `lists`, from 0 to 1; `null` where there was none. */
  readonly availability: number | null;
}

export interface Report {
  /** The hours' beginnings, ISO 8601, in order. */
  readonly hours: readonly string[];
  /** The days in the zone, `2026-11-29`, in order. */
  readonly days: readonly string[];
  /** Of all items; `lists` and `fit` count an item for each list. */
  readonly whole: ReportedShare & { readonly complete: Share };
  readonly items: readonly (ReportedShare & { readonly key: string })[];
}

/** The availability in all, of each hour and of each day. */
interface ReportedShare extends Share {
  readonly hours: readonly Share['availability'][];
  readonly days: readonly Share['availability'][];
}

/** Sums the fit lists up by hour and day. Each step is one item's worth of work. */
export function* report(
  all: Hours,
  tallies: Iterable<readonly [string, Tally]>,
  zone: Zone | undefined,
): Generator<void, Report> {
  const hours = columnsOf(all.hours.map(({ start }) => new Date(start).toISOString()));
  const days = columnsOf(all.hours.map(({ start }) => dayOf(start, zone)));
  const share = (counts: readonly Counts[]): ReportedShare => ({
    ...shareOf(counts),
    hours: sumsIn(hours, counts),
    days: sumsIn(days, counts),
  });
  const items: Report['items'][number][] = [];
  for (const [key, tally] of tallies) {
    items.push({ key, ...share(countsOf(tally, all)) });
    yield;
  }
  const whole = share(all.hours.map(({ items: lists, fit }) => ({ lists, fit })));
  const complete = shareOf(all.hours.map(({ lists, complete: fit }) => ({ lists, fit })));
  return { hours: hours.names, days: days.names, whole: { ...whole, complete }, items };
}

type Counts = Pick<Share, 'lists' | 'fit'>;

/** An item's counts in each of the hours that are kept. */
function countsOf({ first, before, past, fit }: Tally, { forgotten, hours }: Hours): Counts[] {
  return hours.map(({ lists }, index) => {
    const age = forgotten + index - first;
    if (age < 0) return { lists: 0, fit: 0 };
    const digits = past.slice(age * WIDTH, (age + 1) * WIDTH);
    const counted = digits === '' ? fit : Number.parseInt(digits, 36);
    const since = age === 0 ? Math.max(0, lists - before) : lists;
    return { lists: since, fit: Math.min(since, counted) };
  });
}

/** Names in order, and at which of them each hour counts. */
interface Columns {
  readonly names: readonly string[];
  readonly at: readonly number[];
}

function columnsOf(names: readonly string[]): Columns {
  const sorted = [...new Set(names)].toSorted();
  const places = new Map(sorted.map((name, index) => [name, index]));
  return { names: sorted, at: names.map((name) => places.get(name) ?? 0) };
}

function sumsIn({ names, at }: Columns, counts: readonly Counts[]): Share['availability'][] {
  const sums = names.map(() => ({ lists: 0, fit: 0 }));
  for (const [index, { lists, fit }] of counts.entries()) {
    const sum = sums[at[index] ?? 0];
    if (sum === undefined) continue;
    sum.lists += lists;
    sum.fit += fit;
  }
  return sums.map(ratio);
}

function shareOf(counts: readonly Counts[]): Share {
  const lists = counts.reduce((sum, each) => sum + each.lists, 0);
  const fit = counts.reduce((sum, each) => sum + each.fit, 0);
  return { lists, fit, availability: ratio({ lists, fit }) };
}

function ratio({ lists, fit }: Counts): number | null {
  return lists === 0 ? null : fit / lists;
}

function dayOf(instant: number, zone: Zone | undefined): string {
  return new Date(instant + (zone?.offsetAt(instant) ?? 0)).toISOString().slice(0, 10);
}
