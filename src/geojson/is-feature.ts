import { isRecord } from '../json-value';
import { isAbsent, type Path, valueAt } from '../value-at';

/** A feature of RFC 7946, as far as its members other than the geometry go. */
interface FeatureLike {
  readonly properties?: object | null;
}

/** Whether a value is a feature already; its geometry may be anything. */
export function isFeature(value: unknown): value is FeatureLike {
  if (valueAt(value, ['type']) !== 'Feature') return false;
  const properties = valueAt(value, ['properties']);
  if (isRecord(properties)) return !Array.isArray(properties);
  return isAbsent(properties) && isRecord(value) && Object.hasOwn(value, 'geometry');
}

/** The features of a FeatureCollection; nothing where a value is not one. */
export function featuresIn(value: unknown): readonly unknown[] | undefined {
  if (valueAt(value, ['type']) !== 'FeatureCollection') return undefined;
  const features = valueAt(value, ['features']);
  return Array.isArray(features) ? features : undefined;
}

/** What is at a path in an item; that of a feature may begin at its properties. */
export function itemValue(item: unknown, path: Path): unknown {
  const value = valueAt(item, path);
  return isAbsent(value) && isFeature(item) ? valueAt(item.properties, path) : value;
}

/** The same, where a feature's properties come first: what they say of it is what it is drawn by. */
export function itemProperty(item: unknown, path: Path): unknown {
  const value = isFeature(item) ? valueAt(item.properties, path) : undefined;
  return value === undefined ? valueAt(item, path) : value;
}
