import { isDate } from 'node:util/types';
import type { Zone } from './zone';

/** ISO 8601, with or without separators, and with a space instead of the T as databases write it. */
const ISO =
  /^(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d{1,9}))?)?)?(?: ?(Z|[+-]\d\d(?::?\d\d)?))?$/i;

/** HTTP dates and those of e-mail: `Sun, 29 Nov 2026 15:44:00 GMT`. */
const INTERNET =
  /^(?:[a-z]{3,9}, ?)?(\d\d?)[ -]([a-z]{3})[ -](\d{4}) (\d\d):(\d\d)(?::(\d\d))? (GMT|UTC?|Z|[+-]\d{4})$/i;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Longer texts are not times, and are not parsed. */
const MAX_LENGTH = 64;

const MINUTE = 60_000;

/** Why a value cannot be read as a time. */
export type TimeProblem = 'noTime' | 'noZone';

/**
 * The instants that a value may mean: ISO 8601, an HTTP date, a `Date`, or a number of seconds
 * or milliseconds since 1970, also as a text. There are two of them only in the hour that
 * a zone repeats at the end of daylight saving time.
 *
 * @param zone what a time without a zone is read in; nothing where that is not known
 * @returns milliseconds since 1970, the earlier instant first
 */
export function readTime(value: unknown, zone: Zone | undefined): readonly number[] | TimeProblem {
  if (isDate(value)) return Number.isNaN(value.getTime()) ? 'noTime' : [value.getTime()];
  if (typeof value === 'number') return fromNumber(value);
  if (typeof value !== 'string' || value.length > MAX_LENGTH) return 'noTime';
  const text = value.trim();
  if (/^\d{9,19}(?:\.\d{1,9})?$/.test(text)) return fromNumber(Number(text));
  const iso = ISO.exec(text);
  if (iso !== null) {
    const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', offset] =
      iso;
    const wall = wallTime([year, month, day, hour, minute, second]);
    if (wall === undefined) return 'noTime';
    return inZone(wall + Math.floor(Number(`0.${fraction}`) * 1_000), offset, zone);
  }
  const internet = INTERNET.exec(text);
  if (internet === null) return 'noTime';
  const [, day, name = '', year, hour, minute, second = '0', offset] = internet;
  const month = MONTHS.indexOf(name.toLowerCase()) + 1;
  const wall = wallTime([year, month, day, hour, minute, second]);
  return wall === undefined ? 'noTime' : inZone(wall, offset, zone);
}

/** Seconds since 1970 have nine or ten digits since 1973, milliseconds twelve or thirteen, and so on. */
function fromNumber(value: number): readonly number[] | 'noTime' {
  if (value >= 1e8 && value < 1e11) return [value * 1e3];
  if (value >= 1e11 && value < 1e14) return [value];
  if (value >= 1e14 && value < 1e17) return [value / 1e3];
  return value >= 1e17 && value < 1e20 ? [value / 1e6] : 'noTime';
}

/** What a clock shows, as milliseconds of UTC; nothing where no clock ever does. */
function wallTime(parts: readonly (string | number | undefined)[]): number | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map(Number);
  // A leap second is the first one of the next minute, as everywhere in JavaScript.
  if (hour > 23 || minute > 59 || second > 60) return undefined;
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? wall : undefined;
}

function inZone(
  wall: number,
  offset: string | undefined,
  zone: Zone | undefined,
): readonly number[] | TimeProblem {
  if (offset === undefined) return zone === undefined ? 'noZone' : zone.instantsOf(wall);
  const [, sign, hours = 0, minutes = 0] = /^([+-])(\d\d):?(\d\d)?$/.exec(offset) ?? [];
  if (Number(hours) > 23 || Number(minutes) > 59) return 'noTime';
  const ahead = (Number(hours) * 60 + Number(minutes)) * MINUTE;
  return [sign === '-' ? wall + ahead : wall - ahead];
}
