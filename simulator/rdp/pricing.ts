import { fraction } from '../../src/sample/chance';
import { type Answer, jsonAnswer } from '../answer';
import type { RecordedRequest } from '../request-log';
import { errorAnswer } from './error-answer';

const DEFAULT_COUNT = 20;
const MAX_COUNT = 10_000;

/** A code with its exchange, as `VOD.L`, a currency or rate, as `EUR=`, or an index, as `.FTSE`. */
const RIC = /^(?:[A-Z0-9]+[.=][A-Za-z0-9]*|\.[A-Z0-9]+)$/;

const NOT_FOUND = {
  code: 'TS.Interday.UserRequestError.90001',
  message: 'The universe is not found.',
};

/**
 * `GET …/views/interday-summaries/{universe}` with `start`, `end` and `count`.
 * An instrument that does not exist is not an error of HTTP: the answer says so in
 * place of its data.
 */
export function answerPricing({ method, search }: RecordedRequest, universe: string): Answer {
  if (method !== 'GET') return errorAnswer(405, 'Method Not Allowed');
  const query = new URLSearchParams(search);
  const [start, end] = ['start', 'end'].map((name) => timeOf(query.get(name)));
  const count = countOf(query.get('count'), start === undefined ? DEFAULT_COUNT : MAX_COUNT);
  if ([start, end, count].some(Number.isNaN)) return errorAnswer(400, 'Validation error');
  const ric = decodeURIComponent(universe);
  if (!RIC.test(ric)) return jsonAnswer(200, [{ universe: { ric }, status: NOT_FOUND }]);
  return jsonAnswer(200, [interdaySummaries(ric, { start, end, count }, Date.now())]);
}

function timeOf(text: string | null): number | undefined {
  return text === null ? undefined : Date.parse(text);
}

function countOf(text: string | null, missing: number): number {
  if (text === null) return missing;
  return /^[1-9]\d*$/.test(text) ? Math.min(Number(text), MAX_COUNT) : Number.NaN;
}

/** Which days of a series to list. */
interface SeriesRange {
  /** Milliseconds since the epoch; its day is included. */
  readonly start?: number | undefined;
  /** Milliseconds since the epoch; its day is included. */
  readonly end?: number | undefined;
  /** How many days to list at most. */
  readonly count: number;
}

const DAY = 86_400_000;

/** The first day of every series: 2 January 1990. */
const FIRST_DAY = Date.UTC(1990, 0, 2) / DAY;

const HEADERS = [
  { name: 'DATE', type: 'string' },
  { name: 'OPEN_PRC', type: 'number', decimalChar: '.' },
  { name: 'HIGH_1', type: 'number', decimalChar: '.' },
  { name: 'LOW_1', type: 'number', decimalChar: '.' },
  { name: 'TRDPRC_1', type: 'number', decimalChar: '.' },
  { name: 'ACVOL_UNS', type: 'number', decimalChar: '.' },
];

/**
 * The daily prices of an instrument, the newest first, for the weekdays
 * before today. A day's prices depend on instrument and day alone.
 */
function interdaySummaries(ric: string, { start, end, count }: SeriesRange, now: number) {
  const seed = Array.from(ric, (character) => character.codePointAt(0) ?? 0);
  const oldest = Math.max(FIRST_DAY, Math.floor((start ?? 0) / DAY));
  const newest = Math.floor(Math.min(now - DAY, end ?? Infinity) / DAY);
  const data: ReturnType<typeof dailySummary>[] = [];
  for (let day = newest; day >= oldest && data.length < count; day -= 1) {
    if (isWeekday(day)) data.push(dailySummary(seed, day));
  }
  return {
    universe: { ric },
    interval: 'P1D',
    summaryTimestampLabel: 'endPeriod',
    defaultPricingField: 'TRDPRC_1',
    headers: HEADERS,
    data,
  };
}

/** The epoch began on a Thursday. */
function isWeekday(day: number): boolean {
  return (day + 3) % 7 < 5;
}

function dailySummary(seed: readonly number[], day: number) {
  const [open, close] = [price(seed, day - 1), price(seed, day)];
  const [above, below, volume] = [0, 1, 2].map((index) => fraction(...seed, day, index));
  return [
    new Date(day * DAY).toISOString().slice(0, 10),
    cents(open),
    cents(Math.max(open, close) * (1 + 0.01 * (above ?? 0))),
    cents(Math.min(open, close) * (1 - 0.01 * (below ?? 0))),
    cents(close),
    Math.round(1e6 * (1 + (volume ?? 0))),
  ];
}

/** Two slow waves around the instrument's level, and some unsteadiness. */
function price(seed: readonly number[], day: number): number {
  const level = 20 + 180 * fraction(...seed);
  const phase = 2 * Math.PI * fraction(...seed, 1);
  const waves = 0.15 * Math.sin(day / 260 + phase) + 0.05 * Math.sin(day / 17 + phase);
  return level * (1 + waves + 0.02 * (fraction(...seed, day) - 0.5));
}

function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
