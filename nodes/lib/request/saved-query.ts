import type { QueryParameter } from '../../settings';
import { invalid } from '../saved-values';

/**
 * The query parameters that a node saved; in a flow that was written by hand
 * they may be anything.
 *
 * @throws {ServiceError} CONFIG_INVALID
 */
export function readSavedQuery(saved: unknown): readonly QueryParameter[] {
  if (!isQuery(saved)) throw invalid('queryNoList');
  return saved.map(({ name, value = '', type = 'str' }) => ({
    name: String(name),
    value: String(value),
    type,
  }));
}

/** A parameter as a person may write it: numbers without quotes, and no type. */
type WrittenParameter = Record<'name', Scalar> &
  Partial<Record<'value', Scalar> & Pick<QueryParameter, 'type'>>;

type Scalar = string | number | boolean;

function isQuery(saved: unknown): saved is WrittenParameter[] {
  return Array.isArray(saved) && saved.every(isParameter);
}

function isParameter(row: unknown): boolean {
  const { name, value, type }: Record<string, unknown> = Object(row);
  return isScalar(name) && (value === undefined || isScalar(value)) && isTextOrNothing(type);
}

function isScalar(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function isTextOrNothing(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}
