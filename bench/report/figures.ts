import { median, quantile } from '../../scripts/support/statistics';
import type { ContenderName } from '../contenders/contender';
import type { Row } from '../race';

/** A row in the figures that are told of it. */
export interface Figures {
  readonly name: ContenderName;
  /** Milliseconds by the clock. */
  readonly ms: number;
  readonly p95: number;
  readonly cpuMs: number;
  readonly firstMs: number;
  /** The longest pause of a poll: in the middle of all polls, and in the worst. */
  readonly pauseMs: number | null;
  readonly worstPauseMs: number | null;
  readonly rss: number;
  readonly heap: number | null;
  readonly requests: number;
  readonly tokenRequests: number;
}

export function figuresOf({ name, samples, strain, requests, tokenRequests }: Row): Figures {
  const times = samples.map(({ ms }) => ms);
  const pauses = samples.flatMap(({ pauseMs }) => (pauseMs === null ? [] : [pauseMs]));
  return {
    name,
    ms: median(times),
    p95: quantile(times, 0.95),
    cpuMs: median(samples.map(({ cpuMs }) => cpuMs)),
    firstMs: median(samples.map(({ firstMs }) => firstMs)),
    pauseMs: pauses.length === 0 ? null : median(pauses),
    worstPauseMs: pauses.length === 0 ? null : Math.max(...pauses),
    ...strain,
    requests,
    tokenRequests,
  };
}

/**
 * How much more time one row took than another: the median of the ratios, each
 * within one round, because the machine changes its pace between rounds.
 */
export function ratio(row: Row, to: Row, figure: 'ms' | 'cpuMs'): number {
  return median(
    row.samples.map(
      (sample, round) => sample[figure] / (to.samples[round]?.[figure] ?? Number.NaN),
    ),
  );
}

/** The row of this name. */
export function rowOf(rows: readonly Row[], name: ContenderName): Row {
  const row = rows.find((each) => each.name === name);
  if (row === undefined) throw new Error(`There is no row "${name}".`);
  return row;
}
