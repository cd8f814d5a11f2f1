import { toNumber } from '../value-at';
import { textOf } from './map-names';

/** A color for the values that a comparison holds of, named as in the core switch node. */
export interface ColorRule {
  readonly operator: 'eq' | 'lt' | 'lte' | 'gt' | 'gte' | 'else';
  /** What is compared with; a number for all but `eq`. */
  readonly value: string;
  /** As CSS writes it. */
  readonly color: string;
}

const HOLDS: Readonly<Record<ColorRule['operator'], (value: unknown, limit: string) => boolean>> = {
  eq: (value, limit) => textOf(value) === limit,
  lt: (value, limit) => numberOf(value) < numberOf(limit),
  lte: (value, limit) => numberOf(value) <= numberOf(limit),
  gt: (value, limit) => numberOf(value) > numberOf(limit),
  gte: (value, limit) => numberOf(value) >= numberOf(limit),
  else: () => true,
};

/** The color of the first rule that holds of a value, if one does. */
export function colorOf(value: unknown, rules: readonly ColorRule[]): string | undefined {
  return rules.find(({ operator, value: limit }) => HOLDS[operator](value, limit))?.color;
}

/** A speed that was not measured is not a speed of 0. */
function numberOf(value: unknown): number {
  return toNumber(value) ?? Number.NaN;
}
