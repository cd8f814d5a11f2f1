import type { Geometry } from 'geojson';
import type { Path } from '../value-at';
import type { DevicePosition } from './device-position';

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
