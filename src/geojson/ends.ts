import type { Position } from 'geojson';
import { isObject, isRecord } from '../json-value';
import { isAbsent, valueAt } from '../value-at';
import type { Codecs } from './codecs';
import { positionOf } from './geometry';
import { itemValue } from './is-feature';
import { type DevicePosition, isZero, type LocationReader } from './locate';
import type { LocationRules } from './location-rules';
import type { Members } from './members';
import { ENDS_NAMES, FLAT_ENDS_NAMES } from './names';
import { pairOf, readPlace } from './place';
import { Unlocated, unlessUnlocated } from './unlocated';

type Ends = readonly [origin: unknown, destination: unknown];

type EndPosition = (end: unknown, devicePosition: DevicePosition) => Position;

/**
 * A straight line between two ends. Each end is a place, or the id of a device, or an object that
 * holds such an id; or the item has the coordinates of both itself, such as `start_lat`.
 */
export function endsReaders(rules: LocationRules, codecs: Codecs): LocationReader[] {
  const endPosition = createEndPosition(rules, codecs);
  const { origin, destination } = rules;
  if (origin.length > 0) {
    return [
      ({ object }, devicePosition) =>
        lineBetween([itemValue(object, origin), itemValue(object, destination)], (end) =>
          endPosition(end, devicePosition),
        ),
    ];
  }
  const isUnknown = (position: Position): boolean => rules.zero === 'unknown' && isZero(position);
  return [
    (item, devicePosition) => usualEnds(item, (end) => endPosition(end, devicePosition)),
    (item) => flatEnds(item, isUnknown),
  ];
}

function lineBetween(ends: Ends, positionOfEnd: (end: unknown) => Position) {
  if (ends.some(isAbsent)) return undefined;
  const coordinates = ends.map(positionOfEnd);
  // Ids of devices say more than where a line is.
  return { geometry: { type: 'LineString' as const, coordinates }, fields: [] };
}

/** The ends by their usual names. Numbers decide nothing where earlier names have ends: they may be hours. */
function usualEnds(item: Members, positionOfEnd: (end: unknown) => Position) {
  let problem: Unlocated | undefined;
  for (const [origin, destination] of ENDS_NAMES) {
    const ends = [item.get(origin)?.value, item.get(destination)?.value] as const;
    if (problem !== undefined && !ends.every(isRecord)) continue;
    try {
      const line = lineBetween(ends, positionOfEnd);
      if (line !== undefined) return line;
    } catch (error) {
      if (!(error instanceof Unlocated)) throw error;
      problem ??= error;
    }
  }
  if (problem !== undefined) throw problem;
  return undefined;
}

/** The coordinates of both ends as fields of the item. */
function flatEnds(item: Members, isUnknown: (position: Position) => boolean) {
  for (const [origin, destination] of FLAT_ENDS_NAMES) {
    const from = pairOf(item, origin);
    const to = from && pairOf(item, destination);
    if (from === undefined || to === undefined) continue;
    const coordinates = [from.position, to.position];
    if (coordinates.some(isUnknown)) throw new Unlocated('nullIsland');
    const fields = [...from.names, ...to.names];
    return { geometry: { type: 'LineString' as const, coordinates }, fields };
  }
  return undefined;
}

function createEndPosition(rules: LocationRules, codecs: Codecs): EndPosition {
  const { kind, latitude, longitude, deviceKey, zero } = rules;

  /** An end may have the same coordinates as the items. */
  function ownPosition(end: unknown): Position | undefined {
    return kind === 'point'
      ? positionOf(valueAt(end, latitude), valueAt(end, longitude))
      : undefined;
  }

  function placePosition(end: unknown, isClear: boolean): Position | undefined {
    const place = readPlace(end, codecs);
    if (place === undefined || (isClear && place.isVague)) return undefined;
    if (place.geometry.type !== 'Point') throw new Unlocated('geometryInvalid');
    return place.geometry.coordinates;
  }

  function position(end: unknown, devicePosition: DevicePosition): Position {
    const own = ownPosition(end);
    if (own !== undefined) return own;
    const id = isObject(end) ? valueAt(end, deviceKey) : end;
    // x and y of an object with an id may be anything.
    const place =
      isObject(end) && !isAbsent(id)
        ? unlessUnlocated(() => placePosition(end, true))
        : placePosition(end, false);
    return place ?? devicePosition(id);
  }

  return (end, devicePosition) => {
    const found = position(end, devicePosition);
    if (zero === 'unknown' && isZero(found)) throw new Unlocated('nullIsland');
    return found;
  };
}
