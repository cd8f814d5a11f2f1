import { fraction } from '../../src/sample/chance';

/** A row of `BUILDING_INSIGHTS`, with the columns that the vendor's page shows. */
export interface InsightRow {
  readonly BUILDING_ID: number;
  readonly SITE_ID: number;
  readonly GROUP_ID: string;
  readonly GRANULARITY: string;
  /** The day as a number, such as 20250501. */
  readonly DATE_PARTITION: number;
  /** ISO 8601 in UTC, with milliseconds. */
  readonly DATE_TIME_START: string;
  readonly OCCUPANCY_MEAN: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The days that there are figures for. */
const DAYS = 60;

/** The DEMO building, with the site and the group of the vendor's page. */
const DEMO = {
  BUILDING_ID: 71,
  SITE_ID: 900_000_222,
  GROUP_ID: '00000000-0000-0000-0000-000000000000',
};

const GRANULARITIES: Readonly<Record<string, number>> = { PT1H: HOUR, P1D: DAY };

/**
 * The table as it is at a time: figures are made nightly, so that the last day is
 * yesterday. A row depends on its day and its granularity alone.
 */
export function insightRows(time: number): InsightRow[] {
  const today = Math.floor(time / DAY);
  const days = Array.from({ length: DAYS }, (_, index) => today - DAYS + index);
  return Object.entries(GRANULARITIES).flatMap(([granularity, period]) =>
    days.flatMap((day) =>
      Array.from({ length: DAY / period }, (_, ordinal) =>
        rowOf(granularity, day, day * DAY + ordinal * period),
      ),
    ),
  );
}

function rowOf(granularity: string, day: number, start: number): InsightRow {
  return {
    ...DEMO,
    GRANULARITY: granularity,
    DATE_PARTITION: Number(new Date(day * DAY).toISOString().slice(0, 10).replaceAll('-', '')),
    DATE_TIME_START: new Date(start).toISOString(),
    OCCUPANCY_MEAN: Math.round(1000 * fraction(DEMO.BUILDING_ID, start / HOUR)) / 10,
  };
}

/** The table, as queries select from it. */
export const BUILDING_INSIGHTS = {
  columns: [
    'BUILDING_ID',
    'SITE_ID',
    'GROUP_ID',
    'GRANULARITY',
    'DATE_PARTITION',
    'DATE_TIME_START',
  ],
  time: 'DATE_TIME_START',
} as const;
