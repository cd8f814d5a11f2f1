import type { Geometry } from 'geojson';
import type { Candidate } from './candidates';
import type { DevicePosition } from './devices';
import { Unlocated } from './unlocated';

/** Where an item is. */
export interface Located {
  readonly geometry: Geometry;
  /** The fields of the item that say nothing but where it is. */
  readonly fields: ReadonlySet<unknown>;
}

/**
 * Finds out where an item is.
 *
 * @throws {Unlocated}
 */
export type Locate = (item: unknown, devicePosition: DevicePosition) => Located;

/** @param candidates the ways in which it may be told, in the order to try them */
export function createLocate(candidates: readonly Candidate[]): Locate {
  const ways = candidates.map(({ fields, read }) => {
    // A field that is an object may say more: it stays.
    const own = fields.filter(({ length }) => length === 1).map(([name]) => name);
    return { fields: new Set<unknown>(own), read };
  });
  return (item, devicePosition) => {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) {
      throw new Unlocated('noObject');
    }
    let problem = new Unlocated('noLocation');
    for (const { fields, read } of ways) {
      try {
        const geometry = read(item, devicePosition);
        if (geometry !== undefined) return { geometry, fields };
      } catch (error) {
        if (!(error instanceof Unlocated)) throw error;
        // The first is told: what comes later is less usual.
        if (problem.reason === 'noLocation') problem = error;
      }
    }
    throw problem;
  };
}
