import assert from 'node:assert/strict';
import { TIME_ZONE } from './time-zone';

/** One travel time of a link. */
export interface Measurement {
  link: string;
  /** Milliseconds since the epoch. */
  time: number;
  travelTime: number;
}

/** What the query answers of one link. */
export interface Comparison {
  link: string;
  /** By the clocks on the wall, as `2026-03-11 08:20:00`. */
  measured: string;
  now: number;
  /** `null` where nothing was measured at this hour. */
  usual: number | null;
  ratio: number | null;
}

/** What counts as usual. */
export interface Usual {
  /** How many weeks back. */
  readonly weeks: number;
  /** Whether two clocks on the wall, in milliseconds, show the same time of day. */
  readonly isSameTime: (past: number, latest: number) => boolean;
  /** One value for many. */
  readonly average: (values: readonly number[]) => number | null;
}

const HALF_HOUR = 30 * 60_000;
const HOUR = 60 * 60_000;
const WEEK = 7 * 24 * HOUR;

/** The example's rule: the median of half an hour more or less, over eight weeks. */
const MEDIAN: Usual = {
  weeks: 8,
  isSameTime: (past, latest) => Math.abs(latest - past) <= HALF_HOUR,
  average: median,
};

/** The vendor's rule: the mean of the same hour, over twelve weeks. */
export const MEAN: Usual = {
  weeks: 12,
  isSameTime: (past, latest) => Math.floor(past / HOUR) === Math.floor(latest / HOUR),
  average: (values) =>
    values.length === 0 ? null : values.reduce((sum, value) => sum + value) / values.length,
};

const wall = new Intl.DateTimeFormat('sv-SE', {
  timeZone: TIME_ZONE,
  dateStyle: 'short',
  timeStyle: 'medium',
});

/**
 * The latest travel time of each link against the usual at this hour, from all
 * that was measured, by the names of the links.
 */
export function compareWithUsual(
  measurements: readonly Measurement[],
  rule = MEDIAN,
): Comparison[] {
  const links = new Map(measurements.map(({ link }) => [link, new Array<Measurement>()]));
  for (const measurement of measurements) links.get(measurement.link)?.push(measurement);
  return byName([...links.values()].map((own) => compareLink(own, rule)));
}

/** Asserts that an answer of the query has the shape of comparisons, and is in its order. */
export function assertComparisons(value: unknown): asserts value is Comparison[] {
  assert(Array.isArray(value));
  const ratios = value.map(({ ratio }) => Number(ratio));
  assert.deepEqual(
    ratios,
    ratios.toSorted((a, b) => b - a),
  );
}

/** Comparisons in the order of their links, rounded as floating-point numbers ask for. */
export function byName(comparisons: readonly Comparison[]): Comparison[] {
  return comparisons
    .map(({ usual, ...rest }) => ({ ...rest, usual: usual && Math.round(usual * 1e6) / 1e6 }))
    .toSorted((a, b) => (a.link < b.link ? -1 : 1));
}

function compareLink(measurements: readonly Measurement[], rule: Usual): Comparison {
  const latest = measurements.reduce((a, b) => (b.time > a.time ? b : a));
  const past = measurements.filter(({ time }) => isUsualTime(time, latest.time, rule));
  const usual = rule.average(past.map(({ travelTime }) => travelTime));
  const { link, time, travelTime: now } = latest;
  const ratio = usual === null ? null : Math.round((100 * now) / usual) / 100;
  return { link, measured: wall.format(time), now, usual, ratio };
}

/** Whether the clocks on the wall showed about the same, whole weeks before. */
function isUsualTime(time: number, latest: number, { weeks, isSameTime }: Usual): boolean {
  const [past, now] = [wallTime(time), wallTime(latest)];
  const ago = Math.round((now - past) / WEEK);
  return ago >= 1 && ago <= weeks && isSameTime(past + ago * WEEK, now);
}

/** What the clocks of the city show, as if it were UTC. */
function wallTime(time: number): number {
  return Date.parse(`${wall.format(time).replace(' ', 'T')}Z`);
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
