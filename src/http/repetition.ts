import type { Method } from './message';
import { isConditional, overridesMethod, type RequestHeaders } from './request-headers';
import { isSafe } from './safe-methods';

/**
 * Whether a request with these headers may be sent again: one that changes nothing, and a POST of
 * which the caller says so, unless it depends on a state that the first attempt may have changed.
 */
export function mayRepeat(method: Method, headers: RequestHeaders, isPostSafe: boolean): boolean {
  if (overridesMethod(headers)) return false;
  return isSafe(method) || (method === 'POST' && isPostSafe && !isConditional(headers));
}
