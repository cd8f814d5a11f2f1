import { median, quantile } from '../../scripts/support/statistics';
import type { ContenderName } from '../contenders';
import type { Row } from '../race';

/** The figures that a row is reported by; times in milliseconds, memory in bytes. */
export interface Figures {
  readonly ms: number;
  readonly p95: number;
  readonly cpuMs: number;
  readonly firstMs: number;
  /** The longest pause of a poll: the median of all polls, and the worst. */
  readonly pauseMs: number | null;
  readonly worstPauseMs: number | null;
  readonly rss: number;
  readonly heap: number | null;
  readonly requests: number;
  readonly tokenRequests: number;
}

export function figuresOf({ samples, memory, requests, tokenRequests }: Row): Figures {
  const times = samples.map(({ ms }) => ms);
  const pauses = samples.flatMap(({ pauseMs }) => (pauseMs === null ? [] : [pauseMs]));
  return {
    ms: median(times),
    p95: quantile(times, 0.95),
    cpuMs: median(samples.map(({ cpuMs }) => cpuMs)),
    firstMs: median(samples.map(({ firstMs }) => firstMs)),
    pauseMs: pauses.length === 0 ? null : median(pauses),
    worstPauseMs: pauses.length === 0 ? null : Math.max(...pauses),
    ...memory,
    requests,
    tokenRequests,
  };
}

/**
 * How many times as much one row took as another; `undefined` where one has no such figure. Of
 * times it is the median of the ratios, each within one round, because the machine changes its
 * pace between rounds.
 */
export function ratio(row: Row, to: Row, figure: keyof Figures): number | undefined {
  if (figure === 'ms' || figure === 'cpuMs') {
    return median(
      row.samples.map(
        (sample, round) => sample[figure] / (to.samples[round]?.[figure] ?? Number.NaN),
      ),
    );
  }
  const [value, least] = [figuresOf(row)[figure], figuresOf(to)[figure]];
  return value === null || least === null ? undefined : value / least;
}

/** The row of this name. */
export function rowOf(rows: readonly Row[], name: ContenderName): Row {
  const row = rows.find((each) => each.name === name);
  if (row === undefined) throw new Error(`There is no row "${name}".`);
  return row;
}
