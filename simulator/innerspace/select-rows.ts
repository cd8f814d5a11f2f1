import { GraphQLError } from 'graphql';
import type { FeatureRow } from './feature-rows';

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
