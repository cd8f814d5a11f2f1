import assert from 'node:assert/strict';
import type { Simulator } from '../../../simulator/index';
import { servedList } from '../../nodes/support/served';

/** A link, as far as the tests look at it. */
export interface Link {
  id: number;
  name: string;
  status: string;
  travel_time: number | null;
  speed: number | null;
  last_update: string;
}

/** A device, as far as the tests look at it. */
export interface Device {
  name: string;
  live_status: string;
}

/** The links that the simulator serves at this moment. */
export async function servedLinks(simulator: Simulator): Promise<Link[]> {
  const links = await servedList(simulator, 'links');
  assertLinks(links);
  return links;
}

/** The devices that the simulator serves at this moment. */
export async function servedDevices(simulator: Simulator): Promise<Device[]> {
  const devices = await servedList(simulator, 'devices');
  assertDevices(devices);
  return devices;
}

function assertLinks(items: unknown[]): asserts items is Link[] {
  assert(items.length > 0);
  for (const item of items) {
    const { id, name, status, last_update: time }: Record<string, unknown> = Object(item);
    assert.deepEqual([id, name, status, time].map(kindOf), [
      'number',
      'string',
      'string',
      'string',
    ]);
  }
}

function assertDevices(items: unknown[]): asserts items is Device[] {
  assert(items.length > 0);
  for (const item of items) {
    const { name, live_status: status }: Record<string, unknown> = Object(item);
    assert.deepEqual([name, status].map(kindOf), ['string', 'string']);
  }
}

function kindOf(value: unknown): string {
  return typeof value;
}
