/** A time without a connection, from `from` up to, not including, `until`. */
export interface Outage {
  /** Position of the device in the list of devices. */
  readonly device: number;
  /** Milliseconds since the epoch. */
  readonly from: number;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

const MINUTE = 60_000;

/** Length of a slot of the schedule, in milliseconds. */
export const SLOT = 6 * MINUTE;

/**
 * The outage that goes on at a time, if there is one; there are never two at
 * the same time.
 *
 * Time is cut into slots of six minutes, counted from the epoch. In slot `n`
 * the device at position `n % devices` of the list is offline, from one minute
 * after the slot's start to four minutes after it. So somewhere in the city
 * something changes every three minutes.
 *
 * @param time Milliseconds since the epoch.
 * @param devices Number of devices in the city.
 */
export function outageAt(time: number, devices: number): Outage | undefined {
  const slot = Math.floor(time / SLOT);
  const from = slot * SLOT + MINUTE;
  const until = slot * SLOT + 4 * MINUTE;
  if (devices === 0 || time < from || time >= until) return undefined;
  return { device: slot % devices, from, until };
}
