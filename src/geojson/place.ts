import type { Geometry, Position } from 'geojson';
import { asRecord, isRecord, isTooDeep } from '../json-value';
import { isAbsent, valueAt } from '../value-at';
import type { Codecs } from './codecs';
import { GEOMETRY_TYPES, positionOf, readGeometry, readPosition } from './geometry';
import { featuresIn, isFeature } from './is-feature';
import { Members } from './members';
import { LINE_NAMES, PAIR_NAMES, PLACE_NAMES, SPOT_NAMES } from './names';
import { isListOfLists, pairIn, positionsInText, readPositions } from './positions';
import { LONGEST_TEXT, Unlocated } from './unlocated';
import { isWkt } from './wkt';

/** What a value is on the map. */
export interface Place {
  readonly geometry: Geometry;
  /** Of the feature that the value is. */
  readonly properties?: object;
  /** A pair of numbers, or x and y, which may be something else: a place on a screen. */
  readonly isVague?: boolean;
}

/** Objects with a place inside of each other. */
const MOST_LEVELS = 2;

/** What holds the place of an object, which may hold other things too. */
const INNER_NAMES = [...PLACE_NAMES, ...LINE_NAMES, ...SPOT_NAMES];

/**
 * The place that a value stands for in one of the usual ways: GeoJSON, a latitude and a longitude
 * by their usual names, a position (`[longitude, latitude]`), a list of those, a text of latitudes
 * and longitudes, WKT, or an object that has one of these. Objects and lists may come as JSON, as
 * databases give them. Nothing where it is none of them.
 *
 * @throws {Unlocated} where it is one of them, but cannot be drawn.
 */
export function readPlace(value: unknown, codecs: Codecs, level = 0): Place | undefined {
  if (typeof value === 'string') return placeInText(value, codecs, level);
  if (Array.isArray(value)) return placeInList(value, codecs, level);
  if (!isRecord(value)) return undefined;
  return geojsonPlace(value) ?? placeInObject(value, codecs, level);
}

function placeInText(text: string, codecs: Codecs, level: number): Place | undefined {
  if (isWkt(text)) return placeOf(codecs.wkt(text));
  const positions = positionsInText(text);
  if (positions !== undefined) return placeOfPositions(positions);
  return readPlace(parsed(text), codecs, level);
}

/** The object or list that a text is as JSON; nothing where it is another text. */
function parsed(text: string): object | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  // A text from a file may begin with a byte order mark, which JSON does not have.
  const json = text.trim();
  if (!/^[{[]/.test(json)) return undefined;
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function placeInList(list: readonly unknown[], codecs: Codecs, level: number): Place | undefined {
  if (typeof list[0] === 'number') {
    return { geometry: point(readPosition(list)), isVague: true };
  }
  if (level > MOST_LEVELS || list.length === 0) return undefined;
  const read = (member: unknown): Position | undefined => {
    const geometry = readPlace(member, codecs, level + 1)?.geometry;
    return geometry?.type === 'Point' ? geometry.coordinates : undefined;
  };
  if (isListOfLists(list)) {
    const lines = list.map((line) => readPositions(line, read));
    return lines.includes(undefined)
      ? undefined
      : placeOf(readGeometry({ type: 'MultiLineString', coordinates: lines }));
  }
  const pair = list.length === 2 || list.length === 3 ? pairIn(list) : undefined;
  if (pair !== undefined) return { geometry: point(pair), isVague: true };
  const positions = readPositions(list, read);
  return positions && placeOf(readGeometry({ type: 'LineString', coordinates: positions }));
}

function placeOfPositions(positions: readonly Position[]): Place | undefined {
  const [only] = positions;
  if (positions.length === 1 && only !== undefined) {
    return { geometry: point(only), isVague: true };
  }
  return placeOf(readGeometry({ type: 'LineString', coordinates: positions }));
}

/** What GeoJSON an object is, if it is any. */
function geojsonPlace(value: object): Place | undefined {
  const features = featuresIn(value);
  if (features !== undefined) {
    const all = features.map((feature) => valueAt(feature, ['geometry']));
    const geometries = all.filter((geometry) => !isAbsent(geometry));
    return placeOf(readGeometry({ type: 'GeometryCollection', geometries }));
  }
  if (valueAt(value, ['type']) === 'Feature') {
    const geometry = valueAt(value, ['geometry']);
    if (isAbsent(geometry)) return undefined;
    const place = placeOf(readGeometry(geometry));
    const properties = isFeature(value) ? value.properties : undefined;
    // What came as text was not looked at before: Node-RED could not copy it.
    if (isTooDeep(properties)) throw new Unlocated('geometryInvalid');
    return place && properties ? { ...place, properties } : place;
  }
  return isGeometry(value) ? placeOf(readGeometry(value)) : undefined;
}

function isGeometry(value: object): boolean {
  return GEOMETRY_TYPES.has(valueAt(value, ['type']));
}

/** The geometry that an item itself is: of those, it has the coordinates too. */
export function bareGeometry(item: object): Geometry | undefined {
  const { coordinates, geometries } = asRecord(item);
  const isBare = isGeometry(item) && (Array.isArray(coordinates) || Array.isArray(geometries));
  return isBare ? readGeometry(item) : undefined;
}

function placeInObject(value: object, codecs: Codecs, level: number): Place | undefined {
  const members = new Members(value);
  const pair = pairOf(members);
  if (pair !== undefined) return { geometry: point(pair.position) };
  if (level < MOST_LEVELS) {
    for (const name of INNER_NAMES) {
      const member = members.get(name);
      const place = member && readPlace(member.value, codecs, level + 1);
      if (place !== undefined) return { geometry: place.geometry };
    }
  }
  const [x, y] = [members.get('x')?.value, members.get('y')?.value];
  const position = positionOf(y, x);
  return position && { geometry: point(position), isVague: true };
}

/** The position of a latitude and a longitude by their usual names, and the names they have. */
export function pairOf(
  members: Members,
  usualNames: readonly (readonly [latitude: string, longitude: string])[] = PAIR_NAMES,
): { position: Position; names: readonly string[] } | undefined {
  for (const [latitude, longitude] of usualNames) {
    const north = members.get(latitude);
    const east = north && members.get(longitude);
    if (north === undefined || east === undefined) continue;
    const position = positionOf(north.value, east.value);
    if (position !== undefined) return { position, names: [north.name, east.name] };
  }
  return undefined;
}

function placeOf(geometry: Geometry | undefined): Place | undefined {
  return geometry && { geometry };
}

/** The geometry of one position. */
export function point(coordinates: Position): Geometry {
  return { type: 'Point', coordinates };
}
