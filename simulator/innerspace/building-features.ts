import { fraction } from '../../src/sample/chance';

/** A row of `building_features`; its value is made when a query asks for it. */
export interface FeatureRow {
  readonly building_id: number;
  readonly feature_name: string;
  readonly granularity: string;
  readonly group_id: string;
  /** ISO 8601 in UTC, with milliseconds: such texts sort as the times in them. */
  readonly date_time_start: string;
  /** Visitors by the feature's classes. */
  feature_value(): Readonly<Record<string, number>>;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The first Monday of 2023, midnight in the buildings' time zone, which is UTC-6 all year. */
const OPENING = Date.parse('2023-01-02T06:00:00Z');

const BUILDINGS = [
  { id: 71, group: 'all-e707b3a8-0732-49ae-9156-13ff1138540e', visitors: 1200 },
  { id: 72, group: 'all-2f1d6c0e-5b0b-4c39-9d53-0a1f6f1f7c52', visitors: 450 },
];

/** Each class with its share of the visitors. */
const FEATURES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  /** How many days of the week a visitor came on. */
  weekly_frequency_dist: { '1': 0.38, '2': 0.27, '3': 0.19, '4': 0.11, '5': 0.05 },
  /** How many minutes a visitor stayed. */
  dwell_time_dist: { '0-30': 0.2, '30-120': 0.25, '120-360': 0.35, '360+': 0.2 },
};

/** Milliseconds by ISO 8601 duration. */
const GRANULARITIES: Readonly<Record<string, number>> = { P1D: DAY, P1W: 7 * DAY };

const SERIES = BUILDINGS.flatMap((building) =>
  Object.entries(FEATURES).flatMap(([feature, shares], index) =>
    Object.entries(GRANULARITIES).map(([granularity, period]) => ({
      building,
      feature,
      shares,
      granularity,
      period,
      seed: [building.id, index, period / DAY],
    })),
  ),
);

type Series = (typeof SERIES)[number];

/** The rows of each series that were asked for before: they never change, and there are thousands. */
const MADE = SERIES.map((series): { series: Series; rows: FeatureRow[] } => ({ series, rows: [] }));

/**
 * The table as it is at a time: a row for every building, feature and
 * granularity, and every day or week that has begun, the oldest first. A
 * row's value depends on the row alone.
 */
export function featureRows(time: number): FeatureRow[] {
  return MADE.flatMap(({ series, rows }) => {
    const begun = Math.max(0, Math.floor((time - OPENING) / series.period) + 1);
    while (rows.length < begun) rows.push(rowOf(series, rows.length));
    return rows.slice(0, begun);
  });
}

function rowOf(series: Series, ordinal: number): FeatureRow {
  const { building, feature, granularity, period } = series;
  return {
    building_id: building.id,
    feature_name: feature,
    granularity,
    group_id: building.group,
    date_time_start: new Date(OPENING + ordinal * period).toISOString(),
    feature_value: () => valueOf(series, ordinal),
  };
}

function valueOf({ building, shares, seed }: Series, ordinal: number): Record<string, number> {
  return Object.fromEntries(
    Object.entries(shares).map(([name, share], index) => {
      const unsteadiness = 0.8 + 0.4 * fraction(...seed, ordinal, index);
      return [name, Math.round(building.visitors * share * unsteadiness)];
    }),
  );
}

/** The table, as queries select from it. */
export const BUILDING_FEATURES = {
  columns: ['building_id', 'feature_name', 'granularity', 'group_id', 'date_time_start'],
  time: 'date_time_start',
} as const;
