import { readTime } from '../time/read-time';

/** A value by which new items are distinguished from old ones, as a service wrote it. */
export type SinceValue = string | number;

/** What values are; those of two kinds are not compared. */
export type Kind = 'time' | 'number' | 'text';

/** Decimal numbers, also those that are too long for a double. */
const NUMBER = /^-?\d{1,400}(?:\.\d{1,400})?$/;

const INTEGER = /^-?\d+$/;

/** The time of day of an ISO time, with what separates it, its fraction and its zone. */
const CLOCK =
  /^\d{4}-?\d\d-?\d\d(?:([T ])\d\d:?\d\d(?::?\d\d(?:[.,](\d{1,9}))?)?)? ?(Z|[+-]\d\d:?\d*)?$/i;

const YEAR_0 = Date.UTC(-1, 12);

/** Longer texts distinguish nothing, and have no place in a query. */
const MAX_LENGTH = 500;

/** What a value is; nothing for one that has no order. */
export function kindOf(value: unknown): Kind | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? 'number' : undefined;
  if (typeof value !== 'string' || value.trim() === '' || value.length > MAX_LENGTH)
    return undefined;
  if (NUMBER.test(value)) return 'number';
  return instantOf(value) === undefined ? 'text' : 'time';
}

/** Whether one value is after another one of the same kind: positive; 0 for equal ones. */
export function compareValues(one: SinceValue, other: SinceValue, kind: Kind): number {
  if (kind === 'number') return compareNumbers(one, other);
  if (kind === 'time') return compareTimes(String(one), String(other));
  // UTF-8 has the order of the code points.
  return Buffer.compare(Buffer.from(String(one)), Buffer.from(String(other)));
}

/** Doubles keep the order of numbers, but for those that they round to the same one. */
function compareNumbers(one: SinceValue, other: SinceValue): number {
  const difference = Number(one) - Number(other);
  if (difference !== 0 && !Number.isNaN(difference)) return difference;
  const [a, b] = [digitsOf(one), digitsOf(other)];
  if (a === undefined || b === undefined || a === b) return 0;
  return a > b ? 1 : -1;
}

function digitsOf(value: SinceValue): bigint | undefined {
  const text = String(value);
  return INTEGER.test(text) ? BigInt(text) : undefined;
}

function compareTimes(one: string, other: string): number {
  const difference = (instantOf(one) ?? 0) - (instantOf(other) ?? 0);
  // Databases write microseconds.
  return difference === 0 ? nanosecondsOf(one) - nanosecondsOf(other) : difference;
}

/** Those behind the millisecond. */
function nanosecondsOf(time: string): number {
  const fraction = CLOCK.exec(time.trim())?.[2] ?? '';
  return Number(fraction.padEnd(9, '0').slice(3));
}

/** Milliseconds since 1970 of a time; one without a zone is read as UTC, which keeps its order. */
export function instantOf(time: string): number | undefined {
  const read = readTime(time, undefined);
  const instants = read === 'noZone' ? readTime(`${time.trim()}Z`, undefined) : read;
  return typeof instants === 'string' ? undefined : instants[0];
}

/**
 * A value that is so much before another one: seconds of a time, written in the same way as it,
 * or a number. A text has nothing before it.
 */
export function valueBefore(value: SinceValue, kind: Kind, overlap: number): SinceValue {
  if (overlap === 0 || kind === 'text') return value;
  if (kind === 'time') return timeBefore(String(value), overlap);
  const digits = digitsOf(value);
  if (digits === undefined || !Number.isInteger(overlap)) {
    const before = Number(value) - overlap;
    // Beyond all doubles.
    return Number.isFinite(before) ? before : value;
  }
  const before = digits - BigInt(overlap);
  return Number.isSafeInteger(Number(before)) ? Number(before) : String(before);
}

function timeBefore(time: string, seconds: number): string {
  const instant = Math.floor(instantOf(time) ?? 0) - seconds * 1_000;
  const earliest = new Date(Math.max(YEAR_0, instant));
  const written = CLOCK.exec(time.trim());
  // HTTP dates.
  if (written === null) return earliest.toUTCString();
  const [, separator, fraction, zone] = written;
  const [day = '', clock = ''] = earliest.toISOString().split('T');
  // A day alone begins at its midnight.
  if (separator === undefined) return day;
  const shown = clock.slice(0, fraction === undefined ? 8 : 12);
  return `${day}${separator}${shown}${zone === undefined ? '' : 'Z'}`;
}
