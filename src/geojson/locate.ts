import type { Geometry, Position } from 'geojson';
import { inSlices } from '../event-loop/in-slices';
import { type Path, valueAt } from '../value-at';
import { Unlocated } from './unlocated';

/** Makes a list of devices ready to be looked up. An id is the same as a number and as a text. */
export async function indexDevices(
  devices: readonly unknown[],
  key: Path,
  locate: Locate,
  signal: AbortSignal,
): Promise<DevicePosition> {
  const byId = new Map<string, object>();
  await inSlices(devices, signal, (device) => {
    const id = textOfId(valueAt(device, key));
    if (typeof device === 'object' && device !== null && id !== undefined) byId.set(id, device);
  });
  return (id) => {
    const device = byId.get(textOfId(id) ?? '');
    if (device === undefined) throw new Unlocated('deviceUnknown');
    const position = positionOf(device, locate);
    if (position === undefined) throw new Unlocated('deviceUnlocated');
    return position;
  };
}

/** Nothing for what is no id: two that have none are not the same. */
function textOfId(id: unknown): string | undefined {
  return typeof id === 'number' || (typeof id === 'string' && id !== '') ? String(id) : undefined;
}

function positionOf(device: object, locate: Locate): Position | undefined {
  try {
    const { geometry } = locate(device, noDevices);
    return geometry.type === 'Point' ? geometry.coordinates : undefined;
  } catch (error) {
    if (error instanceof Unlocated) return undefined;
    throw error;
  }
}

/** One way in which an item may say where it is. */
export interface LocationReader {
  /** Fields that say nothing else. */
  readonly fields: readonly Path[];
  /**
   * The geometry, or nothing where the item has none in this way.
   *
   * @throws {Unlocated} where it has one that cannot be drawn.
   */
  readonly read: (item: object, devicePosition: DevicePosition) => Geometry | undefined;
}

/**
 * The position of the device with an id.
 *
 * @throws {Unlocated}
 */
export type DevicePosition = (id: unknown) => Position;

/** Where there are no devices. */
export const noDevices: DevicePosition = () => {
  throw new Unlocated('devicesMissing');
};

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
type Locate = (item: unknown, devicePosition: DevicePosition) => Located;

/** @param locationReaders the ways in which it may be told, in the order to try them */
export function createLocate(locationReaders: readonly LocationReader[]): Locate {
  const ways = locationReaders.map(({ fields, read }) => {
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
