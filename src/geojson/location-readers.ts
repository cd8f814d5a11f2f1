import type { Geometry, Position } from 'geojson';
import { isAbsent, type Path, valueAt } from '../value-at';
import type { Codecs } from './codecs';
import { positionOf } from './geometry';
import type { DevicePosition, LocationReader } from './locate';
import { ENDS_NAMES, PAIR_NAMES, PLACE_NAMES, POLYLINE_NAMES, point, readPlace } from './place';
import { Unlocated } from './unlocated';

/** The ways in which the items of a list may say where they are, in the order to try them. */
export function locationReaders(rules: LocationRules, codecs: Codecs): readonly LocationReader[] {
  return [...ownPlaces(rules, codecs), ...endsReaders(rules, codecs)];
}

/** The ways in which a device may: the list's own first, then the usual ones. It is no line. */
export function deviceLocationReaders(
  rules: LocationRules,
  codecs: Codecs,
): readonly LocationReader[] {
  return [...ownPlaces(rules, codecs), ...ownPlaces({ ...rules, kind: 'auto' }, codecs)];
}

function ownPlaces(rules: LocationRules, codecs: Codecs): LocationReader[] {
  const place = (value: unknown) => readPlace(value, codecs);
  const wkt = (value: unknown) => (typeof value === 'string' ? codecs.wkt(value) : undefined);
  const polyline = (value: unknown) =>
    typeof value === 'string' ? codecs.polyline(value, rules.precision) : undefined;
  const ways: Readonly<Record<LocationKind, () => LocationReader[]>> = {
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
): LocationReader[] {
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

function pairs(paths: Pick<LocationRules, 'latitude' | 'longitude'>): LocationReader[] {
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

/**
 * A straight line between two ends. Each end is a place, or the id of a device,
 * or an object that holds such an id.
 */
function endsReaders(rules: LocationRules, codecs: Codecs): LocationReader[] {
  const { origin, destination, deviceKey } = rules;
  const named = ENDS_NAMES.map((pair) => pair.map((name): Path => [name]));
  const chosen = origin.length > 0 ? [[origin, destination]] : named;

  function endOf(value: unknown, devicePosition: DevicePosition): Position {
    const place = readPlace(value, codecs);
    if (place === undefined) {
      return devicePosition(typeof value === 'object' ? valueAt(value, deviceKey) : value);
    }
    if (place.type !== 'Point') throw new Unlocated('geometryInvalid');
    return place.coordinates;
  }

  return chosen.map((pair) => ({
    // Ids of devices say more than where a line is.
    fields: [],
    read(item, devicePosition) {
      const ends = pair.map((path) => valueAt(item, path));
      if (ends.some(isAbsent)) return undefined;
      const coordinates = ends.map((end) => endOf(end, devicePosition));
      return { type: 'LineString', coordinates };
    },
  }));
}

/** In which way a list says where its items are; `auto` tries all that are usual. */
export type LocationKind = 'auto' | 'geometry' | 'point' | 'wkt' | 'polyline';

/** Where in its items a list says where they are. An empty path stands for the usual names. */
export interface LocationRules {
  readonly kind: LocationKind;
  /** Of a GeoJSON geometry, or anything else that is a place by itself. */
  readonly geometry: Path;
  readonly latitude: Path;
  readonly longitude: Path;
  readonly wkt: Path;
  readonly polyline: Path;
  /** Decimal places of a polyline's coordinates. */
  readonly precision: number;
  /** Of the ends of a line: places, or ids of devices. */
  readonly origin: Path;
  readonly destination: Path;
  /** Of the id in a device. */
  readonly deviceKey: Path;
}
