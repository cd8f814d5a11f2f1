import { type LocalTime, localTime } from './centretown';
import { fraction } from './chance';
import type { City, Segment } from './city';
import { type Outage, outageAt } from './outages';

/** A link as the API lists it, with the fields of the vendor's user manual. */
export interface Link {
  readonly id: number;
  readonly name: string;
  /** `Not Collected` while one of its sensors is offline. */
  readonly status: 'Collecting' | 'Not Collected';
  /** Seconds; `null` while nothing is collected, like the speed. */
  readonly travel_time: number | null;
  /** Kilometers per hour. */
  readonly speed: number | null;
  /** Vehicles that were measured in the last minute. */
  readonly sample_count: number;
  /** ISO 8601, in UTC. */
  readonly last_update: string;
  /** Meters. */
  readonly distance: number;
  /** Kilometers per hour. */
  readonly free_flow_speed: number;
  readonly data_source: string;
  readonly grid: string;
  /** Id of a device. */
  readonly origin_sensor: number;
  /** Id of a device. */
  readonly destination_sensor: number;
}

const MINUTE = 60_000;
const KMH_PER_METER_PER_SECOND = 3.6;

/**
 * The links at a time, which depend on city and time alone. They slow down in
 * two rush hours, the morning's worse towards the center and the evening's
 * away from it, and are measured every minute.
 *
 * @param time Milliseconds since the epoch.
 */
export function linksAt({ sensors, segments, seed }: City, time: number): Link[] {
  const outage = outageAt(time, sensors.length);
  const minute = Math.floor(time / MINUTE);
  const local = localTime(minute * MINUTE);
  return segments.map((segment) => ({
    id: segment.id,
    name: segment.name,
    ...(outage && isAtEnd(segment, outage)
      ? notCollected(outage)
      : collected(segment, seed, minute, local)),
    distance: segment.distance,
    free_flow_speed: segment.freeFlowSpeed,
    data_source: 'sensor',
    grid: 'Centretown',
    origin_sensor: segment.origin.id,
    destination_sensor: segment.destination.id,
  }));
}

type Measurement = Pick<Link, 'status' | 'travel_time' | 'speed' | 'sample_count' | 'last_update'>;

function isAtEnd({ origin, destination }: Segment, { device }: Outage): boolean {
  return origin.index === device || destination.index === device;
}

function notCollected({ from }: Outage): Measurement {
  return {
    status: 'Not Collected',
    travel_time: null,
    speed: null,
    sample_count: 0,
    last_update: new Date(from).toISOString(),
  };
}

function collected(segment: Segment, seed: number, minute: number, local: LocalTime): Measurement {
  const unsteadiness = 0.1 * (fraction(seed, segment.id, minute) - 0.5);
  const slowdown = congestion(local, segment.isInbound);
  const speed = segment.freeFlowSpeed * (0.9 - slowdown + unsteadiness);
  const vehicles = (4 + 24 * slowdown) * (0.5 + fraction(seed, segment.id, minute, 1));
  return {
    status: 'Collecting',
    travel_time: oneDecimal((segment.distance / speed) * KMH_PER_METER_PER_SECOND),
    speed: oneDecimal(speed),
    sample_count: Math.round(vehicles),
    last_update: new Date(minute * MINUTE).toISOString(),
  };
}

/** The share of the free-flow speed that traffic takes away, from 0 to about 0.5. */
function congestion({ hour, isWeekend }: LocalTime, isInbound: boolean): number {
  if (isWeekend) return 0.2 * peak(hour, 14, 3);
  const [morning, evening] = isInbound ? [0.5, 0.3] : [0.3, 0.5];
  return (
    morning * peak(hour, 8.25, 1.1) + evening * peak(hour, 16.75, 1.6) + 0.1 * peak(hour, 12.5, 2)
  );
}

function peak(hour: number, middle: number, width: number): number {
  return Math.exp(-(((hour - middle) / width) ** 2));
}

function oneDecimal(value: number): number {
  return Math.round(value * 10) / 10;
}
