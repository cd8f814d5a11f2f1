import type { Geometry, Position } from 'geojson';
import type { Signal } from '../abort';
import { inSlices } from '../event-loop/in-slices';
import { isObject, isRecord } from '../json-value';
import { isKey, type Path } from '../value-at';
import { itemValue } from './is-feature';
import { Members } from './members';
import { Unlocated, unlessUnlocated } from './unlocated';

/** Makes a list of devices ready to be looked up. An id is the same as a number and as a text. */
export async function indexDevices(
  devices: readonly unknown[],
  key: Path,
  locate: Locate,
  signal: Signal,
): Promise<DevicePosition> {
  const byId = new Map<string, object>();
  await inSlices(devices, signal, (device) => {
    const id = itemValue(device, key);
    if (isKey(id) && isRecord(device)) byId.set(String(id), device);
  });
  return (id) => {
    const device = isKey(id) ? byId.get(String(id)) : undefined;
    if (device === undefined) throw new Unlocated('deviceUnknown');
    const geometry = unlessUnlocated(() => locate(device, noDevices).geometry);
    if (geometry?.type !== 'Point') throw new Unlocated('deviceUnlocated');
    return geometry.coordinates;
  };
}

/**
 * One way in which an item may say where it is: where it does, or nothing.
 *
 * @throws {Unlocated} where it does, but cannot be drawn.
 */
export type LocationReader = (item: Members, devicePosition: DevicePosition) => Located | undefined;

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
  /** The fields of the item that its location was found in. */
  readonly fields: readonly string[];
  /** Of the feature that was found in a field. */
  readonly properties?: object | undefined;
}

/**
 * Finds out where an item is.
 *
 * @throws {Unlocated}
 */
type Locate = (item: unknown, devicePosition: DevicePosition) => Located;

/**
 * @param locationReaders the ways in which items say it, in the order to try them
 * @param zero whether latitude 0 and longitude 0 mean that the place is not known
 */
export function createLocate(
  locationReaders: readonly LocationReader[],
  zero: ZeroMeaning,
): Locate {
  return (item, devicePosition) => {
    if (!isObject(item)) throw new Unlocated('noObject');
    const members = new Members(item);
    let problem: Unlocated | undefined;
    for (const read of locationReaders) {
      try {
        const located = read(members, devicePosition);
        if (located === undefined) continue;
        if (zero === 'unknown') assertKnown(located.geometry);
        return located;
      } catch (error) {
        if (!(error instanceof Unlocated)) throw error;
        // The first problem is reported: later readers are for less usual forms.
        problem ??= error;
      }
    }
    throw problem ?? new Unlocated('noLocation');
  };
}

/** What latitude 0 and longitude 0 are: many services write them where they do not know. */
export type ZeroMeaning = 'unknown' | 'place';

/** Refuses what is at null island with all of its positions; a line may pass it. */
function assertKnown(geometry: Geometry): void {
  if (isUnknown(geometry)) throw new Unlocated('nullIsland');
}

function isUnknown(geometry: Geometry): boolean {
  if (geometry.type === 'Point') return isZero(geometry.coordinates);
  const isList = geometry.type === 'LineString' || geometry.type === 'MultiPoint';
  return isList && geometry.coordinates.every(isZero);
}

/** Whether both coordinates are 0. */
export function isZero([longitude, latitude]: Position): boolean {
  return longitude === 0 && latitude === 0;
}
