import { logSlope } from '../../scripts/support/statistics';
import type { Crowd, Race, Results } from '../run-bench';
import type { Counts } from '../sample';
import { figuresOf, ratio, rowOf } from './figures';
import { countText, megabytesText, numberText, timesText } from './number-text';

/** Something that the benchmark is to show, and whether it did. */
export interface Claim {
  readonly text: string;
  readonly holds: boolean;
  /** The figures that it is judged by. */
  readonly figures: string;
}

type Mode = (typeof MODES)[number];

const MODES = ['list', 'items', 'pages'] as const;
const MEGABYTE = 2 ** 20;

/** The claims that can be judged by what was measured. */
export function judge({ races, crowds }: Pick<Results, 'races' | 'crowds'>): Claim[] {
  const long = races.filter(({ items }) => items >= 50_000);
  return [
    ...races.filter(({ items }) => items === 5_000).flatMap(isNearFloor),
    ...long.flatMap((race) => MODES.flatMap((mode) => staysSmooth(race, mode))),
    ...races.filter(({ items }) => items === 200_000).flatMap(isSmallAndEarly),
    ...(long.length === 0 ? [] : MODES.map((mode) => isLinear(races, mode))),
    ...crowds.map(sharesToken),
  ];
}

function isNearFloor({ items, rows }: Race): Claim[] {
  const [list, floor, core] = [rowOf(rows, 'list'), rowOf(rows, 'floor'), rowOf(rows, 'core')];
  return (['ms', 'cpuMs'] as const).flatMap((figure) => {
    const what = `${countText(items)} items, list: ${figure === 'ms' ? 'time' : 'CPU time'}`;
    const [toFloor, toCore] = [ratio(list, floor, figure), ratio(list, core, figure)];
    return [
      claim(`${what} at most ×1.15 of the floor's`, toFloor <= 1.15, timesText(toFloor)),
      claim(`${what} below the core nodes'`, toCore < 1, timesText(toCore)),
    ];
  });
}

function staysSmooth({ items, rows }: Race, mode: Mode): Claim[] {
  const [row, floor] = [rowOf(rows, mode), rowOf(rows, 'floor')];
  const [worst, parse] = [figuresOf(row).worstPauseMs ?? 0, figuresOf(floor).pauseMs ?? 0];
  const cpu = ratio(row, floor, 'cpuMs');
  const what = `${countText(items)} items, ${mode}`;
  const pauses = `${numberText(worst)} ms (the floor: ${numberText(parse)} ms)`;
  return [
    claim(`${what}: longest pause under 20 ms`, worst < 20, pauses),
    claim(`${what}: CPU time at most ×1.5 of the floor's`, cpu <= 1.5, timesText(cpu)),
  ];
}

function isSmallAndEarly({ items, rows }: Race): Claim[] {
  const { rss, firstMs, ms } = figuresOf(rowOf(rows, 'items'));
  const what = `${countText(items)} items, items`;
  const share = `${numberText(firstMs)} of ${numberText(ms)} ms`;
  return [
    claim(`${what}: under 64 MB over idle`, rss < 64 * MEGABYTE, `${megabytesText(rss)} MB`),
    claim(`${what}: first message before a tenth of the time`, firstMs < ms / 10, share),
  ];
}

/** What the shortest list costs is the fixed cost; the slope is that of what comes on top of it. */
function isLinear(races: readonly Race[], mode: Mode): Claim {
  const costs = races.map(
    ({ items, rows }) => [items, figuresOf(rowOf(rows, mode)).cpuMs] as const,
  );
  const [[fewest, fixed] = [0, 0], ...rest] = costs;
  const slope = logSlope(rest.map(([items, cpuMs]) => [items - fewest, cpuMs - fixed]));
  const text = `${mode}: CPU time over that of ${countText(fewest)} items grows in proportion`;
  return claim(text, slope >= 0.9 && slope <= 1.1, `slope ${slope.toFixed(2)}`);
}

function sharesToken({ nodes, expired }: Crowd): Claim {
  const { requests, tokenRequests }: Counts = expired;
  // One request that is refused, and one that is answered.
  const holds = tokenRequests === 1 && requests === 2;
  const text = `${countText(nodes)} nodes at once, token expired: 1 token request, shared requests`;
  return claim(text, holds, `${tokenRequests} and ${requests}`);
}

function claim(text: string, holds: boolean, figures: string): Claim {
  return { text, holds, figures };
}
