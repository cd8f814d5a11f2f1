import { ServiceError } from '../../src/errors';
import { nodeReason } from './reasons';

/**
 * What `msg.query` holds, by names; an object may repeat a name with an array,
 * URLSearchParams repeat it as they are.
 *
 * @throws {ServiceError} QUERY_INVALID for what has no names and values, or hides them: a Map,
 *   a Date or a Buffer would send nothing, and nobody would be told.
 */
export function readMessageQuery(query: unknown): ReadonlyMap<string, unknown> {
  if (query === undefined || query === null) return new Map();
  if (query instanceof URLSearchParams) {
    return new Map([...new Set(query.keys())].map((name) => [name, query.getAll(name)]));
  }
  if (typeof query !== 'object' || !hasOpenValues(query)) {
    throw new ServiceError('QUERY_INVALID', { reason: nodeReason('queryNoObject') });
  }
  return new Map<string, unknown>(Object.entries(query));
}

/**
 * Whether the values of an object are its own properties. Those of a function node are
 * of another realm: they are known by their tag, and by a prototype that has none.
 */
function hasOpenValues(value: object): boolean {
  if (Array.isArray(value) || Object.prototype.toString.call(value) !== '[object Object]') {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  const isPlain = prototype === null || Object.getPrototypeOf(prototype) === null;
  return isPlain || Object.keys(value).length > 0;
}
