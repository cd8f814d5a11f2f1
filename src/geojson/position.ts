import type { Position } from 'geojson';
import { Unlocated } from './unlocated';
import { isAbsent } from '../value-at';

/**
 * The position of a latitude and a longitude as items give them: numbers, or
 * texts of numbers. Nothing where one of them is missing.
 *
 * @throws {Unlocated}
 */
export function positionOf(latitude: unknown, longitude: unknown): Position | undefined {
  if (isAbsent(latitude) || isAbsent(longitude)) return undefined;
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
  return checkedPosition([longitude, latitude, ...(isAbsent(height) ? [] : [height])]);
}

function checkedPosition(position: readonly unknown[]): Position {
  const numbers = position.filter((value) => Number.isFinite(value)).map(Number);
  const [longitude, latitude] = numbers;
  if (longitude === undefined || latitude === undefined || numbers.length < position.length) {
    throw new Unlocated('notANumber');
  }
  const [east, north] = [Math.abs(longitude), Math.abs(latitude)];
  if (east <= 180 && north <= 90) return numbers;
  throw new Unlocated(east <= 90 && north <= 180 ? 'swapped' : 'outOfRange');
}

function toNumber(value: unknown): unknown {
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
}
