import { markdownTable } from '../../scripts/support/reports';
import type { ContenderName } from '../contenders';
import type { Row } from '../race';
import type { CaseResult } from '../run';
import { type Figures, figuresOf, ratio, ratioOfMeans, rowOf } from './figures';
import { countText, megabytesText, numberText, timesText } from './text';

export const LABELS: Readonly<Record<ContenderName, string>> = {
  baseline: 'baseline',
  list: '**list**',
  items: '**items**',
  pages: '**pages**',
  core: 'core nodes',
  vendor: 'vendor’s loop',
};

/** A column of the table: its text for a row, among the rows of the same case. */
interface Column {
  readonly heading: string;
  readonly cell: (row: Row, rows: readonly Row[]) => string;
}

const COLUMNS: readonly Column[] = [
  { heading: 'row', cell: ({ name }) => LABELS[name] },
  timed('ms', 'ms', 'msInterval'),
  timesOf('× baseline', 'ms', 'baseline'),
  timesOf('× core nodes', 'ms', 'core'),
  figure('p95', ({ p95 }) => p95),
  timed('CPU ms', 'cpuMs', 'cpuInterval'),
  timesOf('× baseline', 'cpuMs', 'baseline'),
  timesOf('× core nodes', 'cpuMs', 'core'),
  figure('CPU ms, mean', ({ meanCpuMs }) => meanCpuMs),
  {
    heading: '× core nodes',
    cell: (row, rows) => timesText(ratioOfMeans(row, rowOf(rows, 'core'))),
  },
  figure('first message, ms', ({ firstMs }) => firstMs),
  figure('longest pause, ms', ({ pauseMs }) => pauseMs),
  figure('worst pause, ms', ({ worstPauseMs }) => worstPauseMs),
  figure('memory, MB', ({ rss }) => rss, megabytesText),
  figure('heap, MB', ({ heap }) => heap, megabytesText),
  figure('requests', ({ requests }) => requests, countText),
  figure('token requests', ({ tokenRequests }) => tokenRequests, countText),
];

function figure(
  heading: string,
  read: (figures: Figures) => number | null,
  show = numberText,
): Column {
  return {
    heading,
    cell(row) {
      const value = read(figuresOf(row));
      return value === null ? '–' : show(value);
    },
  };
}

/** A median, and in brackets where it may be. */
function timed(
  heading: string,
  median: 'ms' | 'cpuMs',
  interval: 'msInterval' | 'cpuInterval',
): Column {
  return {
    heading,
    cell(row) {
      const { [median]: value, [interval]: between } = figuresOf(row);
      return `${numberText(value)} (${between.map((end) => numberText(end)).join('–')})`;
    },
  };
}

/** The ratio to another row. */
function timesOf(heading: string, time: 'ms' | 'cpuMs', of: 'baseline' | 'core'): Column {
  return { heading, cell: (row, rows) => timesText(ratio(row, rowOf(rows, of), time).median) };
}

/** One table for cases that differ in one number, which is its first column. */
export function pollTable(cases: readonly CaseResult[], by: 'items' | 'nodes'): string {
  return markdownTable(
    [by, ...COLUMNS.map(({ heading }) => heading)],
    cases.flatMap(({ rows, [by]: size }) =>
      rows.map((row) => [countText(size), ...COLUMNS.map(({ cell }) => cell(row, rows))]),
    ),
  );
}
