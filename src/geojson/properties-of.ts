import type { GeoJsonProperties } from 'geojson';
import { isFeature } from './is-feature';
import { PAIR_NAMES } from './usual-names';

/** What a place itself consists of, in any of the ways to write it. */
const OF_A_PLACE: ReadonlySet<string> = new Set([
  ...PAIR_NAMES.flat(),
  'type',
  'coordinates',
  'geometries',
  'geometry',
  'bbox',
  'crs',
]);

/**
 * The properties of the feature that an item is: its fields, except those that
 * say nothing but where it is. A feature has its own.
 *
 * @param located the fields that its location was found in
 */
export function propertiesOf(item: unknown, located: ReadonlySet<unknown>): GeoJsonProperties {
  if (isFeature(item)) return { ...item.properties };
  const others = Object.entries(Object(item)).filter(
    ([name, value]) => !located.has(name) || saysMore(value),
  );
  return Object.fromEntries(others);
}

/** Whether a place has members besides, such as the name of its city. */
function saysMore(place: unknown): boolean {
  if (typeof place !== 'object' || place === null || Array.isArray(place)) return false;
  return Object.keys(place).some((name) => !OF_A_PLACE.has(name));
}
