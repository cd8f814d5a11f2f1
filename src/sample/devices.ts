import { type Location, localTime, TIME_ZONE } from './centretown';
import { fraction } from './chance';
import type { City } from './city';
import { outageAt } from './outages';

/** A device as the API lists it, with the fields of the vendor's user manual. */
export interface Device {
  readonly id: number;
  readonly name: string;
  readonly online: boolean;
  readonly live_status: 'Live' | 'Offline';
  readonly vpn_address: string;
  /** Volts. */
  readonly input_voltage: number;
  /** Amperes. */
  readonly current: number;
  /** Degrees Celsius. */
  readonly ambient_temperature: number;
  /** Degrees Celsius. */
  readonly cpu_temperature: number;
  readonly grid: string;
  readonly time_zone: string;
  readonly city: string;
  readonly location: Location;
  /** ISO 8601, in UTC. */
  readonly last_update: string;
}

const MINUTE = 60_000;

/**
 * The devices at a time, which depend on city and time alone. Their
 * temperatures follow season and hour, their solar batteries the sun. A device
 * that is offline shows what it measured last.
 *
 * @param time Milliseconds since the epoch.
 */
export function devicesAt({ sensors, seed }: City, time: number): Device[] {
  const outage = outageAt(time, sensors.length);
  const now = weatherAt(time);
  const beforeOutage = weatherAt(outage ? outage.from - MINUTE : time);
  return sensors.map((sensor) => {
    const isOnline = outage?.device !== sensor.index;
    const weather = isOnline ? now : beforeOutage;
    return {
      id: sensor.id,
      name: sensor.name,
      online: isOnline,
      live_status: isOnline ? 'Live' : 'Offline',
      vpn_address: `10.8.${sensor.index >> 8}.${sensor.index & 255}`,
      ...readings(fraction(seed, sensor.id, weather.minute) - 0.5, weather),
      grid: 'Centretown',
      time_zone: TIME_ZONE,
      city: 'Ottawa',
      location: sensor.location,
      last_update: weather.text,
    };
  });
}

/** A minute in the city: what is the same for all of its devices. */
interface Weather {
  /** Minutes since the epoch. */
  readonly minute: number;
  /** The same as ISO 8601, in UTC. */
  readonly text: string;
  /** How much of the sun's power there is, from 0 to 1. */
  readonly daylight: number;
  /** Degrees Celsius. */
  readonly temperature: number;
}

function weatherAt(time: number): Weather {
  const minute = Math.floor(time / MINUTE);
  const { hour, season } = localTime(minute * MINUTE);
  return {
    minute,
    text: new Date(minute * MINUTE).toISOString(),
    daylight: Math.max(0, wave(hour / 24, 13 / 24)),
    temperature: 6 + 15 * wave(season, 0.55) + 5 * wave(hour / 24, 15 / 24),
  };
}

/** @param unsteadiness From -0.5 to 0.5. */
function readings(unsteadiness: number, { daylight, temperature }: Weather) {
  const ambient = temperature + unsteadiness;
  return {
    input_voltage: rounded(12.4 + 1.3 * daylight + 0.1 * unsteadiness, 2),
    current: rounded(0.32 + 0.05 * unsteadiness, 3),
    ambient_temperature: rounded(ambient, 1),
    cpu_temperature: rounded(ambient + 24 + 3 * unsteadiness, 1),
  };
}

/** A cosine over a cycle from 0 to 1, highest at `crest`. */
function wave(phase: number, crest: number): number {
  return Math.cos(2 * Math.PI * (phase - crest));
}

function rounded(value: number, decimals: number): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals;
}
