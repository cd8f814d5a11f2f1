import type { Geometry } from 'geojson';
import type { Codecs } from './codecs';
import type { DevicePosition } from './devices';
import { endsCandidates } from './ends';
import type { LocationKind, LocationRules } from './location-rules';
import { point, readPlace } from './place';
import { positionOf } from './position';
import { PAIR_NAMES, PLACE_NAMES, POLYLINE_NAMES } from './usual-names';
import { isAbsent, type Path, valueAt } from '../value-at';

/** One way in which an item may say where it is. */
export interface Candidate {
  /** Fields that say nothing else. */
  readonly fields: readonly Path[];
  /**
   * The geometry, or nothing where the item has none in this way.
   *
   * @throws {Unlocated} where it has one that cannot be drawn.
   */
  readonly read: (item: object, devicePosition: DevicePosition) => Geometry | undefined;
}

/** The ways in which the items of a list may say where they are, in the order to try them. */
export function candidates(rules: LocationRules, codecs: Codecs): readonly Candidate[] {
  return [...ownPlaces(rules, codecs), ...endsCandidates(rules, codecs)];
}

/** The ways in which a device may: the list's own first, then the usual ones. It is no line. */
export function deviceCandidates(rules: LocationRules, codecs: Codecs): readonly Candidate[] {
  return [...ownPlaces(rules, codecs), ...ownPlaces({ ...rules, kind: 'auto' }, codecs)];
}

function ownPlaces(rules: LocationRules, codecs: Codecs): Candidate[] {
  const place = (value: unknown) => readPlace(value, codecs);
  const wkt = (value: unknown) => (typeof value === 'string' ? codecs.wkt(value) : undefined);
  const polyline = (value: unknown) =>
    typeof value === 'string' ? codecs.polyline(value, rules.precision) : undefined;
  const ways: Readonly<Record<LocationKind, () => Candidate[]>> = {
    geometry: () => fields(rules.geometry, PLACE_NAMES, place),
    point: () => pairs(rules),
    wkt: () => fields(rules.wkt, PLACE_NAMES, wkt),
    polyline: () => fields(rules.polyline, POLYLINE_NAMES, polyline),
    auto: () => [
      ...fields([], PLACE_NAMES, place),
      ...pairs({ latitude: [], longitude: [] }),
      ...fields([], POLYLINE_NAMES, polyline),
    ],
  };
  return ways[rules.kind]();
}

function fields(
  path: Path,
  names: readonly string[],
  read: (value: unknown) => Geometry | undefined,
): Candidate[] {
  const named = names.map((name): Path => [name]);
  const chosen = path.length > 0 ? [path] : named;
  return chosen.map((field) => ({
    fields: [field],
    read(item) {
      const value = valueAt(item, field);
      return isAbsent(value) ? undefined : read(value);
    },
  }));
}

function pairs(paths: Pick<LocationRules, 'latitude' | 'longitude'>): Candidate[] {
  const { latitude, longitude } = paths;
  const named = PAIR_NAMES.map((pair) => pair.map((name): Path => [name]));
  const chosen = latitude.length > 0 ? [[latitude, longitude]] : named;
  return chosen.map((pair) => ({
    fields: pair,
    read(item) {
      const [north, east] = pair.map((field) => valueAt(item, field));
      const position = positionOf(north, east);
      return position && point(position);
    },
  }));
}
