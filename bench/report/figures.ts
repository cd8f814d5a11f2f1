import { mean, median, medianInterval, quantile } from '../../scripts/support/statistics';
import type { ContenderName } from '../contenders';
import type { Row } from '../race';

export type Interval = readonly [low: number, high: number];

/** The figures that a row is reported by; times in milliseconds, memory in bytes. */
export interface Figures {
  readonly ms: number;
  /** Where the medians may be, as `medianInterval` says. */
  readonly msInterval: Interval;
  readonly p95: number;
  readonly cpuMs: number;
  readonly cpuInterval: Interval;
  /** The mean of all polls, those included that a collection of garbage has fallen into. */
  readonly meanCpuMs: number;
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
  const cpuTimes = samples.map(({ cpuMs }) => cpuMs);
  const pauses = samples.flatMap(({ pauseMs }) => (pauseMs === null ? [] : [pauseMs]));
  return {
    ms: median(times),
    msInterval: medianInterval(times),
    p95: quantile(times, 0.95),
    cpuMs: median(cpuTimes),
    cpuInterval: medianInterval(cpuTimes),
    meanCpuMs: mean(cpuTimes),
    firstMs: median(samples.map(({ firstMs }) => firstMs)),
    pauseMs: pauses.length === 0 ? null : median(pauses),
    worstPauseMs: pauses.length === 0 ? null : Math.max(...pauses),
    ...memory,
    requests,
    tokenRequests,
  };
}

/** How many times as much time one row took as another. */
export interface Ratio {
  /**
   * The median of the ratios, each within two rounds, because the machine changes its pace later on.
   * Within one round, whoever collects all garbage in each second poll would have two ratios.
   */
  readonly median: number;
  readonly interval: Interval;
}

export function ratio(row: Row, to: Row, figure: 'ms' | 'cpuMs'): Ratio {
  const times = inTwoRounds(row, figure);
  const others = inTwoRounds(to, figure);
  const ratios = times.map((time, at) => time / (others[at] ?? Number.NaN));
  return { median: median(ratios), interval: medianInterval(ratios) };
}

/** What each two polls took together. */
function inTwoRounds({ samples }: Row, figure: 'ms' | 'cpuMs'): number[] {
  return samples.flatMap((sample, round) =>
    round % 2 === 0 ? [sample[figure] + (samples[round + 1]?.[figure] ?? 0)] : [],
  );
}

/** How many times as much CPU time one row took as another, in all polls together. */
export function ratioOfMeans(row: Row, to: Row): number {
  return figuresOf(row).meanCpuMs / figuresOf(to).meanCpuMs;
}

/** The row of this name. */
export function rowOf(rows: readonly Row[], name: ContenderName): Row {
  const row = rows.find((each) => each.name === name);
  if (row === undefined) throw new Error(`There is no row "${name}".`);
  return row;
}
