import { GraphQLError } from 'graphql';

/** The value in a column that rows are selected by. */
export type Cell = string | number;

const OPERATORS = [
  ['_eq', (cell: Cell, operand: Cell) => cell === operand],
  ['_gte', (cell: Cell, operand: Cell) => cell >= operand],
  ['_lte', (cell: Cell, operand: Cell) => cell <= operand],
  ['_lt', (cell: Cell, operand: Cell) => cell < operand],
] as const;

type Operator = (typeof OPERATORS)[number][0];
type Comparison = { readonly [Name in Operator]?: Cell | null };

/** A condition on rows, which Hasura calls a `bool_exp`. */
interface Condition<Column extends string> {
  readonly columns: { readonly [Name in Column]?: Comparison | null };
  readonly all: readonly Condition<Column>[];
}

/** The arguments of a list of rows, as a schema lets them pass. */
export interface Selection<Column extends string> {
  readonly where?: WhereOf<Column> | null;
  readonly order_by?: readonly { readonly [Name in Column]?: 'asc' | 'desc' }[] | null;
  readonly limit?: number | null;
  readonly offset?: number | null;
}

type WhereOf<Column extends string> = { readonly [Name in Column]?: Comparison | null } & {
  readonly _and?: readonly WhereOf<Column>[] | null;
};

/** A table that rows are selected from. */
export interface Table<Column extends string> {
  readonly columns: readonly Column[];
  /** The column whose cells are times. */
  readonly time: Column;
}

/** The rows that a query selects, in its order. A `null` is as good as left out. */
export function selectRows<Column extends string, Row extends Readonly<Record<Column, Cell>>>(
  rows: readonly Row[],
  selection: Selection<Column>,
  table: Table<Column>,
): Row[] {
  const tests = testsOf(conditionOf(selection.where), table);
  const offset = selection.offset ?? 0;
  return rows
    .filter((row) => tests.every((test) => test(row)))
    .toSorted((a, b) => compareRows(a, b, selection.order_by ?? [], table.columns))
    .slice(offset, offset + (selection.limit ?? Infinity));
}

function conditionOf<Column extends string>(
  where: WhereOf<Column> | null = null,
): Condition<Column> {
  if (where === null) return { columns: {}, all: [] };
  return { columns: where, all: (where._and ?? []).map((each) => conditionOf(each)) };
}

type Test<Column extends string> = (row: Readonly<Record<Column, Cell>>) => boolean;

function testsOf<Column extends string>(
  { columns, all }: Condition<Column>,
  table: Table<Column>,
): Test<Column>[] {
  const own = table.columns.flatMap((column) => {
    const comparison: Comparison = columns[column] ?? {};
    return OPERATORS.flatMap(([name, holds]): Test<Column>[] => {
      const given = comparison[name] ?? undefined;
      if (given === undefined) return [];
      const operand = column === table.time ? timestamp(given) : given;
      return [(row) => holds(row[column], operand)];
    });
  });
  return [...own, ...all.flatMap((each) => testsOf(each, table))];
}

function timestamp(given: Cell): string {
  const time = Date.parse(String(given));
  if (!Number.isNaN(time)) return new Date(time).toISOString();
  throw new GraphQLError(`invalid input syntax for type timestamp with time zone: "${given}"`, {
    extensions: { code: 'data-exception', path: '$' },
  });
}

function compareRows<Column extends string>(
  a: Readonly<Record<Column, Cell>>,
  b: Readonly<Record<Column, Cell>>,
  orders: readonly { readonly [Name in Column]?: 'asc' | 'desc' }[],
  columns: readonly Column[],
): number {
  for (const order of orders) {
    for (const column of columns.filter((name) => order[name])) {
      const direction = order[column] === 'desc' ? -1 : 1;
      if (a[column] !== b[column]) return a[column] < b[column] ? -direction : direction;
    }
  }
  return 0;
}
