import type { Geometry, Position } from 'geojson';
import { type Codecs, isWkt } from './codecs';
import { GEOMETRY_TYPES, readGeometry } from './geometry';
import { positionOf, readPosition } from './position';
import { PAIR_NAMES } from './usual-names';
import { isAbsent, valueAt } from '../value-at';

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
  if (!text.startsWith('{')) return undefined;
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
