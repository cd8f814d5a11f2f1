import { markdownTable } from '../../scripts/support/reports';
import type { ContenderName } from '../contenders';
import type { Row } from '../race';
import type { CaseResult } from '../run';
import { type Figures, figuresOf, ratio, rowOf } from './figures';
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
  compared('ms', 'ms'),
  compared('p95', 'p95'),
  compared('CPU ms', 'cpuMs'),
  compared('first message, ms', 'firstMs'),
  compared('longest pause, ms', 'pauseMs'),
  compared('worst pause, ms', 'worstPauseMs'),
  compared('memory, MB', 'rss', megabytesText),
  compared('heap, MB', 'heap', megabytesText),
  compared('requests', 'requests', countText),
  // The baseline has its token before the race, so there is nothing to compare with.
  { heading: 'token requests', cell: ({ tokenRequests }) => countText(tokenRequests) },
];

/** A figure with its ratio to the baseline. */
function compared(heading: string, figure: keyof Figures, show = numberText): Column {
  return {
    heading,
    cell(row, rows) {
      const [value, times] = [figuresOf(row)[figure], ratio(row, rowOf(rows, 'baseline'), figure)];
      return value === null || times === undefined ? '–' : `${show(value)} ${timesText(times)}`;
    },
  };
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
