import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../json-value';

/**
 * Whether two values count as the same: two numbers where they are less than
 * the threshold apart, anything else where it is equal.
 */
export function isSame(a: Json | undefined, b: Json | undefined, threshold: number): boolean {
  if (typeof a === 'number' && typeof b === 'number') {
    return a === b || Math.abs(a - b) < threshold;
  }
  return isDeepStrictEqual(a, b);
}
