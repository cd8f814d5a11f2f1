import { fraction } from '../noise';
import { type Outage, outageAt } from '../schedule';
import type { City, Stretch } from './city';
import { type LocalTime, localTime } from './local-time';

const MINUTE = 60_000;
const KMH_PER_METRE_PER_SECOND = 3.6;

/**
 * The links as the API serves them, with the fields of the vendor's user
 * manual: a pure function of city and time. They slow down in two rush hours,
 * the morning's worse towards the centre and the evening's away from it, and
 * are measured anew every minute. A link is not collected while one of its
 * devices is offline. Metres, seconds, kilometres per hour.
 */
export function linksAt({ sites, stretches }: City, time: number) {
  const outage = outageAt(time, sites.length);
  const minute = Math.floor(time / MINUTE);
  const local = localTime(minute * MINUTE);
  return stretches.map((stretch) => ({
    id: stretch.id,
    name: stretch.name,
    ...(outage && isAtEnd(stretch, outage)
      ? notCollected(outage)
      : collected(stretch, minute, local)),
    distance: stretch.distance,
    free_flow_speed: stretch.freeFlowSpeed,
    data_source: 'sensor',
    grid: 'Centretown',
    origin_sensor: stretch.origin.id,
    destination_sensor: stretch.destination.id,
  }));
}

function isAtEnd({ origin, destination }: Stretch, { device }: Outage): boolean {
  return origin.index === device || destination.index === device;
}

function notCollected({ from }: Outage) {
  const lastUpdate = new Date(from).toISOString();
  return { status: 'Not Collected', travel_time: null, speed: null, last_update: lastUpdate };
}

function collected(stretch: Stretch, minute: number, local: LocalTime) {
  const unsteadiness = 0.1 * (fraction(stretch.id, minute) - 0.5);
  const share = 0.9 - congestion(local, stretch.isInbound) + unsteadiness;
  const speed = stretch.freeFlowSpeed * share;
  return {
    status: 'Collecting',
    travel_time: oneDecimal((stretch.distance / speed) * KMH_PER_METRE_PER_SECOND),
    speed: oneDecimal(speed),
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
