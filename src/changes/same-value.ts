import type { Json } from '../json-value';
import { toNumber } from '../value-at';
import { isEqual, type StepBudget } from './json-steps';

/**
 * Whether two values count as the same: with a threshold, two numbers where they
 * are less than that apart, be they written as numbers or, as decimals often are,
 * as texts; anything else where it is equal.
 */
export function* isSame(
  a: Json | undefined,
  b: Json | undefined,
  threshold: number,
  budget: StepBudget,
): Generator<void, boolean> {
  const [from, to] = threshold > 0 ? [toNumber(a), toNumber(b)] : [];
  if (from === undefined || to === undefined) return yield* isEqual(a, b, budget);
  // In binary, 12.4 is a little less than 0.1 away from 12.3.
  const rounding = 4 * Number.EPSILON * Math.max(Math.abs(from), Math.abs(to));
  return from === to || Math.abs(from - to) < threshold - rounding;
}
