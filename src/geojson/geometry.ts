import type { Geometry, Position } from 'geojson';
import { asRecord } from '../json-value';
import { isAbsent } from '../value-at';
import { Unlocated } from './unlocated';

/** The types of RFC 7946, 1.4. */
export const GEOMETRY_TYPES: ReadonlySet<unknown> = new Set([
  'Point',
  'MultiPoint',
  'LineString',
  'MultiLineString',
  'Polygon',
  'MultiPolygon',
  'GeometryCollection',
]);

/**
 * A geometry of RFC 7946, rebuilt: checked, without foreign members, its
 * rings in the order that the RFC asks for. Nothing where it is empty.
 *
 * @throws {Unlocated}
 */
export function readGeometry(value: unknown): Geometry | undefined {
  const { type, coordinates, geometries } = asRecord(value);
  if (isEmpty(type === 'GeometryCollection' ? geometries : coordinates)) return undefined;
  switch (type) {
    case 'Point':
      return { type, coordinates: readPosition(coordinates) };
    case 'MultiPoint':
      return { type, coordinates: each(coordinates, readPosition) };
    case 'LineString':
      return { type, coordinates: readLine(coordinates) };
    case 'MultiLineString':
      return { type, coordinates: each(coordinates, readLine) };
    case 'Polygon':
      return { type, coordinates: readRings(coordinates) };
    case 'MultiPolygon':
      return { type, coordinates: each(coordinates, readRings) };
    case 'GeometryCollection':
      return { type, geometries: each(geometries, readMember) };
    default:
      throw new Unlocated('geometryInvalid');
  }
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** RFC 7946, 3.1.8: collections should not be nested. */
function readMember(value: unknown): Geometry {
  const { type } = asRecord(value);
  const geometry = type === 'GeometryCollection' ? undefined : readGeometry(value);
  if (geometry === undefined) throw new Unlocated('geometryInvalid');
  return geometry;
}

function readLine(value: unknown): Position[] {
  const line = each(value, readPosition);
  if (line.length < 2) throw new Unlocated('geometryInvalid');
  return line;
}

function readRings(value: unknown): Position[][] {
  const rings = each(value, readRing);
  if (rings.length === 0) throw new Unlocated('geometryInvalid');
  // RFC 7946, 3.1.6: the outline runs counterclockwise, holes clockwise.
  return rings.map((ring, index) =>
    doubleArea(ring) > 0 === (index === 0) ? ring : ring.toReversed(),
  );
}

function readRing(value: unknown): Position[] {
  const ring = each(value, readPosition);
  const [first, last] = [ring[0], ring.at(-1)];
  const isClosed = first?.length === last?.length && first?.every((n, axis) => n === last?.[axis]);
  if (ring.length < 4 || !isClosed) throw new Unlocated('geometryInvalid');
  return ring;
}

/** Twice the area within a closed ring, positive where it runs counterclockwise. */
function doubleArea(ring: readonly Position[]): number {
  let area = 0;
  let [fromX = 0, fromY = 0] = ring[0] ?? [];
  for (const [x = 0, y = 0] of ring) {
    area += fromX * y - x * fromY;
    [fromX, fromY] = [x, y];
  }
  return area;
}

function each<T>(value: unknown, read: (member: unknown) => T): T[] {
  if (!Array.isArray(value)) throw new Unlocated('geometryInvalid');
  return value.map((member) => read(member));
}

/**
 * The position of a latitude and a longitude as items give them: numbers, or
 * texts of numbers. Nothing where one of them is missing.
 *
 * @throws {Unlocated}
 */
export function positionOf(latitude: unknown, longitude: unknown): Position | undefined {
  if (isBlank(latitude) || isBlank(longitude)) return undefined;
  return checkedPosition([toNumber(longitude), toNumber(latitude)]);
}

/**
 * A position of GeoJSON: longitude, latitude and perhaps a height, which may be
 * `null`. What follows has no meaning there and is left out.
 *
 * @throws {Unlocated}
 */
export function readPosition(value: unknown): Position {
  if (!Array.isArray(value) || value.length < 2) throw new Unlocated('geometryInvalid');
  const [longitude, latitude, height]: readonly unknown[] = value;
  return checkedPosition(isAbsent(height) ? [longitude, latitude] : [longitude, latitude, height]);
}

function checkedPosition(position: readonly unknown[]): Position {
  const numbers: number[] = [];
  // A geometry may have hundreds of thousands of positions.
  for (const value of position) {
    if (typeof value !== 'number' || !Number.isFinite(value)) throw new Unlocated('notANumber');
    numbers.push(value);
  }
  const [longitude = 0, latitude = 0] = numbers;
  const [east, north] = [Math.abs(longitude), Math.abs(latitude)];
  if (east <= 180 && north <= 90) return numbers;
  throw new Unlocated(east <= 90 && north <= 180 ? 'swapped' : 'outOfRange');
}

function toNumber(value: unknown): unknown {
  return typeof value === 'string' ? Number(value) : value;
}

/** Whether a value says nothing: a text of blanks is not the number 0 that JavaScript makes of it. */
export function isBlank(value: unknown): boolean {
  return isAbsent(value) || (typeof value === 'string' && value.trim() === '');
}
