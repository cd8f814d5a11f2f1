import { logSlope } from '../../scripts/support/statistics';
import type { CaseResult } from '../run';
import { figuresOf, ratio, ratioOfMeans, rowOf } from './figures';
import { LABELS } from './poll-table';
import { countText, megabytesText, numberText, timesText } from './text';

/** Something that the benchmark should show, and whether it did. */
export interface Claim {
  readonly text: string;
  readonly holds: boolean;
  /** Whether the interval of the figure holds its limit: another run may say the opposite. */
  readonly isNoise?: boolean;
  /** The figures that it is judged by. */
  readonly figures: string;
}

type Mode = 'list' | 'items' | 'pages';

const MODES: readonly Mode[] = ['list', 'items', 'pages'];

/** Sizes of lists that are read in batches. */
const LONG: readonly number[] = [50_000, 200_000];

/** What one poll may take, in comparison with another row of the same size. */
interface Limit {
  readonly items: readonly number[];
  readonly modes: readonly Mode[];
  readonly figure: 'ms' | 'cpuMs';
  readonly of: 'baseline' | 'core';
  readonly atMost: number;
}

/** Lists as accounts have them. */
const USUAL: readonly number[] = [100, 500, 2_000];

const ALL: readonly number[] = [...USUAL, 5_000, ...LONG];

const LIMITS: readonly Limit[] = [
  { items: ALL, modes: ['list'], figure: 'ms', of: 'core', atMost: 1 },
  { items: ALL, modes: ['list'], figure: 'cpuMs', of: 'core', atMost: 1 },
  { items: USUAL, modes: ['list'], figure: 'ms', of: 'baseline', atMost: 1.25 },
  { items: USUAL, modes: ['list'], figure: 'cpuMs', of: 'baseline', atMost: 1.3 },
  { items: [5_000], modes: ['list'], figure: 'ms', of: 'baseline', atMost: 1.15 },
  { items: [5_000], modes: ['list'], figure: 'cpuMs', of: 'baseline', atMost: 1.15 },
  { items: LONG, modes: MODES, figure: 'cpuMs', of: 'baseline', atMost: 1.5 },
];

/** Milliseconds that a poll of a long list may stop other flows. */
const LONGEST_PAUSE = 20;

/** MB that a poll of 200,000 items, sent one by one, may take. */
const MOST_MEMORY = 64;

/** The claims that can be judged by what was measured. */
export function judge(cases: readonly CaseResult[]): Claim[] {
  const polls = cases.filter(({ kind }) => kind === 'poll');
  const long = polls.filter(({ items }) => LONG.includes(items));
  return [
    ...LIMITS.flatMap((limit) =>
      polls.filter(({ items }) => limit.items.includes(items)).flatMap(staysWithin(limit)),
    ),
    ...polls.map(isCheapOnTheWhole),
    ...long.flatMap((each) => MODES.flatMap((mode) => staysSmooth(each, mode))),
    ...long.filter(({ items }) => items === 200_000).flatMap(isSmallAndEarly),
    ...(long.length === 0 ? [] : MODES.map((mode) => isLinear(polls, mode))),
    ...cases.flatMap(sharesToken),
  ];
}

function staysWithin({ modes, figure, of, atMost }: Limit): (result: CaseResult) => Claim[] {
  return ({ items, rows }) =>
    modes.map((mode) => {
      const times = ratio(rowOf(rows, mode), rowOf(rows, of), figure);
      const [low, high] = times.interval;
      const what = `${countText(items)} items, ${mode}: ${figure === 'ms' ? 'time' : 'CPU time'}`;
      return {
        text: `${what} at most ${timesText(atMost)} of ${LABELS[of]}`,
        holds: times.median <= atMost,
        isNoise: low <= atMost && atMost <= high,
        figures: `${timesText(times.median)} (${timesText(low)} to ${timesText(high)})`,
      };
    });
}

/** The median leaves out that core nodes leave more garbage. */
function isCheapOnTheWhole({ items, rows }: CaseResult): Claim {
  const times = ratioOfMeans(rowOf(rows, 'list'), rowOf(rows, 'core'));
  return {
    text: `${countText(items)} items, list: CPU time of all polls together at most ${timesText(1)} of ${LABELS.core}`,
    holds: times <= 1,
    figures: timesText(times),
  };
}

/** A usual poll, and the worst of all: there, what V8 collects of everything may come on top of the rest. */
function staysSmooth({ items, rows }: CaseResult, mode: Mode): Claim[] {
  const { pauseMs, worstPauseMs } = figuresOf(rowOf(rows, mode));
  const baseline = figuresOf(rowOf(rows, 'baseline'));
  const judged = (which: string, pause: number | null, parse: number | null): Claim => ({
    text: `${countText(items)} items, ${mode}: longest pause of ${which} under ${LONGEST_PAUSE} ms`,
    holds: (pause ?? Number.NaN) < LONGEST_PAUSE,
    figures: `${numberText(pause ?? Number.NaN)} ms (baseline: ${numberText(parse ?? Number.NaN)} ms)`,
  });
  return [
    judged('a usual poll', pauseMs, baseline.pauseMs),
    judged('the worst poll', worstPauseMs, baseline.worstPauseMs),
  ];
}

function isSmallAndEarly({ items, rows }: CaseResult): Claim[] {
  const { rss, firstMs, ms } = figuresOf(rowOf(rows, 'items'));
  const what = `${countText(items)} items, items`;
  return [
    {
      text: `${what}: under ${MOST_MEMORY} MB over idle`,
      holds: rss < MOST_MEMORY * 2 ** 20,
      figures: `${megabytesText(rss)} MB`,
    },
    {
      text: `${what}: first message before a tenth of the time`,
      holds: firstMs < ms / 10,
      figures: `${numberText(firstMs)} of ${numberText(ms)} ms`,
    },
  ];
}

/** Items from which on the slope is measured. */
const LEAST_SLOPE = 5_000;

/** What the shortest list costs is the fixed cost; the slope is that of what comes on top of it. */
function isLinear(polls: readonly CaseResult[], mode: Mode): Claim {
  const costs = polls.map(
    ({ items, rows }) => [items, figuresOf(rowOf(rows, mode)).cpuMs] as const,
  );
  const [[fewest, fixed] = [0, 0], ...more] = costs;
  // What a few items add is less than what the fixed cost varies by.
  const rest = more.filter(([items]) => items >= LEAST_SLOPE);
  const slope = logSlope(rest.map(([items, cpuMs]) => [items - fewest, cpuMs - fixed]));
  return {
    text: `${mode}: CPU time over that of ${countText(fewest)} items grows in proportion`,
    holds: slope >= 0.9 && slope <= 1.1,
    figures: `slope ${slope.toFixed(2)}`,
  };
}

function sharesToken({ nodes, expired }: CaseResult): Claim[] {
  if (expired === undefined) return [];
  const { requests, tokenRequests } = expired;
  const text = `${countText(nodes)} nodes at the same time, token expired: 1 token request, shared requests`;
  // One request that is refused, and one that is answered.
  const holds = tokenRequests === 1 && requests === 2;
  return [{ text, holds, figures: `${tokenRequests} and ${requests}` }];
}
