import type { Position } from 'geojson';
import { inSlices } from '../turns/in-slices';
import type { Locate } from './locate';
import { Unlocated } from './unlocated';
import { type Path, valueAt } from '../value-at';

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
