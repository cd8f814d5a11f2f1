import { type Answer, jsonAnswer } from '../answer';
import type { RecordedRequest } from '../request-log';
import { errorAnswer } from './error-answer';
import { interdaySummaries } from './time-series';

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
 * An instrument that does not exist is no error of HTTP: the answer says so in
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
