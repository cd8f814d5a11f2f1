import type { Geometry, Position } from 'geojson';
import { isAbsent, valueAt } from '../value-at';
import { type Codecs, isWkt, LONGEST_TEXT } from './codecs';
import { GEOMETRY_TYPES, positionOf, readGeometry, readPosition } from './geometry';

/**
 * The geometry that a value stands for in one of the usual ways: GeoJSON, a
 * latitude and a longitude by their usual names, a position (`[longitude,
 * latitude]`), or WKT. Objects may come as JSON, as databases give them. Nothing
 * where it is none of them.
 *
 * @throws {Unlocated} where it is one of them, but cannot be drawn.
 */
export function readPlace(value: unknown, codecs: Codecs): Geometry | undefined {
  if (typeof value === 'string') {
    return isWkt(value) ? codecs.wkt(value) : readPlace(objectOf(value), codecs);
  }
  if (Array.isArray(value)) {
    return typeof value[0] === 'number' ? point(readPosition(value)) : undefined;
  }
  const type = valueAt(value, ['type']);
  if (type === 'Feature') {
    const geometry = valueAt(value, ['geometry']);
    return isAbsent(geometry) ? undefined : readGeometry(geometry);
  }
  if (GEOMETRY_TYPES.has(type)) return readGeometry(value);
  for (const [latitude, longitude] of PAIR_NAMES) {
    const position = positionOf(valueAt(value, [latitude]), valueAt(value, [longitude]));
    if (position !== undefined) return point(position);
  }
  return undefined;
}

function objectOf(text: string): unknown {
  if (!text.startsWith('{') || text.length > LONGEST_TEXT) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The geometry of one position. */
export function point(coordinates: Position): Geometry {
  return { type: 'Point', coordinates };
}

/** Fields that hold a whole place: a geometry, a pair of coordinates, WKT. Looked through in this order. */
export const PLACE_NAMES = [
  'geometry',
  'geom',
  'the_geom',
  'geojson',
  'location',
  'position',
  'coordinates',
  'point',
  'wkt',
] as const;

/** Fields of a latitude and a longitude, of an item or of a place inside it. */
export const PAIR_NAMES = [
  ['lat', 'lon'],
  ['lat', 'lng'],
  ['lat', 'long'],
  ['latitude', 'longitude'],
] as const;

/** Fields of a line in Google's encoded polyline format. */
export const POLYLINE_NAMES = ['polyline', 'encoded_polyline', 'encodedPolyline'] as const;

/** Fields of the two ends of a line: places, or ids of devices. */
export const ENDS_NAMES = [
  ['start', 'end'],
  ['origin', 'destination'],
  ['origin_sensor', 'destination_sensor'],
  ['origin_device', 'destination_device'],
] as const;
