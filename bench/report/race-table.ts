import { markdownTable } from '../../scripts/support/markdown-table';
import type { ContenderName } from '../contenders/contender';
import type { Row } from '../race';
import { type Figures, figuresOf, ratio, rowOf } from './figures';
import { countText, megabytesText, numberText, timesText } from './number-text';

const NAMES: Readonly<Record<ContenderName, string>> = {
  floor: 'floor',
  list: '**list**',
  items: '**items**',
  pages: '**pages**',
  core: 'core nodes',
  vendor: 'vendor’s loop',
};

const COLUMNS = [
  'ms',
  'p95',
  'CPU ms',
  'first message, ms',
  'longest pause, ms',
  'worst pause, ms',
  'memory, MB',
  'heap, MB',
  'requests',
  'token requests',
];

/** One table for many races; its first column says what they differ in. */
export function raceTable(
  heading: string,
  races: readonly { readonly size: number; readonly rows: readonly Row[] }[],
): string {
  return markdownTable(
    [heading, 'row', ...COLUMNS],
    races.flatMap(({ size, rows }) => rows.map((row) => [countText(size), ...cells(row, rows)])),
  );
}

/** The figures of a row, each with its ratio to the floor. */
function cells(row: Row, rows: readonly Row[]): string[] {
  const floorRow = rowOf(rows, 'floor');
  const [own, floor] = [figuresOf(row), figuresOf(floorRow)];
  const time = (figure: 'ms' | 'cpuMs'): string =>
    `${numberText(own[figure])} ${timesText(ratio(row, floorRow, figure))}`;
  const compared = (figure: keyof Omit<Figures, 'name'>, show = numberText): string => {
    const [value, least] = [own[figure], floor[figure]];
    return value === null || least === null ? '–' : `${show(value)} ${timesText(value / least)}`;
  };
  return [
    NAMES[own.name],
    time('ms'),
    compared('p95'),
    time('cpuMs'),
    compared('firstMs'),
    compared('pauseMs'),
    compared('worstPauseMs'),
    compared('rss', megabytesText),
    compared('heap', megabytesText),
    compared('requests', countText),
    // The floor has its token before the race.
    countText(own.tokenRequests),
  ];
}
