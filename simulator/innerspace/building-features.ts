import { GraphQLError } from 'graphql';
import { fraction } from '../../src/sample/chance';

/** A row of `building_features`; its value is made when a query asks for it. */
export interface FeatureRow {
  readonly building_id: number;
  readonly feature_name: string;
  readonly granularity: string;
  readonly group_id: string;
  /** ISO 8601 in UTC, with milliseconds: such texts sort as the times that they tell. */
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

/**
 * The table as it is at a time: a row for every building, feature and
 * granularity, and every day or week that has begun, the oldest first. A
 * row's value depends on the row alone.
 */
export function featureRows(time: number): FeatureRow[] {
  return SERIES.flatMap((series) => {
    const begun = Math.max(0, Math.floor((time - OPENING) / series.period) + 1);
    return Array.from({ length: begun }, (_, ordinal) => rowOf(series, ordinal));
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

const COLUMNS = [
  'building_id',
  'feature_name',
  'granularity',
  'group_id',
  'date_time_start',
] as const;

const OPERATORS = [
  ['_eq', (cell: Cell, operand: Cell) => cell === operand],
  ['_gte', (cell: Cell, operand: Cell) => cell >= operand],
  ['_lt', (cell: Cell, operand: Cell) => cell < operand],
] as const;

type Cell = string | number;
type Column = (typeof COLUMNS)[number];
type Operator = (typeof OPERATORS)[number][0];
type Comparison = { readonly [Name in Operator]?: Cell | null };

/** The condition on rows that the schema calls `building_features_bool_exp`. */
type Condition = { readonly [Name in Column]?: Comparison | null } & {
  readonly _and?: readonly Condition[] | null;
};

/** The arguments of `building_features`, as the schema lets them pass. */
export interface Selection {
  readonly where?: Condition | null;
  readonly order_by?: readonly { readonly [Name in Column]?: 'asc' | 'desc' }[] | null;
  readonly limit?: number | null;
  readonly offset?: number | null;
}

/** The rows that a query selects, in its order. A `null` is as good as left out. */
export function selectRows(rows: readonly FeatureRow[], selection: Selection): FeatureRow[] {
  const tests = testsOf(selection.where ?? {});
  const offset = selection.offset ?? 0;
  return rows
    .filter((row) => tests.every((test) => test(row)))
    .toSorted((a, b) => compareRows(a, b, selection.order_by ?? []))
    .slice(offset, offset + (selection.limit ?? Infinity));
}

type Test = (row: FeatureRow) => boolean;

function testsOf({ _and: all, ...condition }: Condition): Test[] {
  const own = COLUMNS.flatMap((column) => comparisons(column, condition[column] ?? {}));
  return [...own, ...(all ?? []).flatMap(testsOf)];
}

function comparisons(column: Column, comparison: Comparison): Test[] {
  return OPERATORS.flatMap(([name, holds]) => {
    const given = comparison[name] ?? undefined;
    if (given === undefined) return [];
    const operand = column === 'date_time_start' ? timestamp(given) : given;
    return [(row: FeatureRow) => holds(row[column], operand)];
  });
}

function timestamp(given: Cell): string {
  const time = Date.parse(String(given));
  if (!Number.isNaN(time)) return new Date(time).toISOString();
  throw new GraphQLError(`invalid input syntax for type timestamp with time zone: "${given}"`, {
    extensions: { code: 'data-exception', path: '$' },
  });
}

function compareRows(
  a: FeatureRow,
  b: FeatureRow,
  orders: NonNullable<Selection['order_by']>,
): number {
  for (const order of orders) {
    for (const column of COLUMNS.filter((name) => order[name])) {
      const direction = order[column] === 'desc' ? -1 : 1;
      if (a[column] !== b[column]) return a[column] < b[column] ? -direction : direction;
    }
  }
  return 0;
}
