import { valueAt } from '../value-at';

/** A feature of RFC 7946, as far as its members besides the geometry go. */
interface FeatureLike {
  readonly properties: object | null;
}

/** Whether a value is a feature already; its geometry may be anything. */
export function isFeature(value: unknown): value is FeatureLike {
  const properties = valueAt(value, ['properties']);
  return valueAt(value, ['type']) === 'Feature' && typeof properties === 'object';
}
