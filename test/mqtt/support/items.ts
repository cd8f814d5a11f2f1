import { buildCity } from '../../../src/sample/city';
import { devicesAt } from '../../../src/sample/devices';
import { linksAt } from '../../../src/sample/links';

/** What items come as: a value without an id could not be distinguished from another. */
export interface Item {
  readonly id: number;
}

const CITY = buildCity();

/** The links that the poller asks for: those with a device that is offline are none of them. */
export function linksThen(time: number): readonly Item[] {
  return linksAt(CITY, time).filter(({ status }) => status === 'Collecting');
}

export function devicesThen(time: number): readonly Item[] {
  return devicesAt(CITY, time);
}

/** All that is to be published when one list follows another: `undefined` for each item that is gone. */
export function newsBetween(before: readonly Item[], now: readonly Item[]): unknown[] {
  const known = new Map(before.map((item) => [item.id, JSON.stringify(item)]));
  const reported = now.filter((item) => known.get(item.id) !== JSON.stringify(item));
  const left = new Set(now.map(({ id }) => id));
  return [...reported, ...before.filter(({ id }) => !left.has(id)).map(() => undefined)];
}

/** The same values in an order of their own, so that deliveries in any order can be compared. */
export function inAnyOrder(values: readonly unknown[]): string[] {
  return values.map((value) => JSON.stringify(value) ?? 'gone').toSorted();
}
