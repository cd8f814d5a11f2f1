import type { Position } from 'geojson';
import { Unlocated } from './unlocated';

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
