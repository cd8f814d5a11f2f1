import { fraction } from '../noise';
import { outageAt } from '../schedule';
import type { City } from './city';
import { type LocalTime, localTime, TIME_ZONE } from './local-time';

const MINUTE = 60_000;

/**
 * The devices as the API serves them, with the fields of the vendor's user
 * manual: a pure function of city and time. Their temperatures follow season
 * and hour, their solar batteries the sun. A device that is offline shows what
 * it measured last. Volts, amperes, degrees Celsius.
 */
export function devicesAt({ sites }: City, time: number) {
  const outage = outageAt(time, sites.length);
  const now = measurement(time);
  const beforeOutage = measurement(outage ? outage.from - MINUTE : time);
  return sites.map((site) => {
    const isOnline = outage?.device !== site.index;
    const { minute, local } = isOnline ? now : beforeOutage;
    return {
      id: site.id,
      name: site.name,
      online: isOnline,
      live_status: isOnline ? 'Live' : 'Offline',
      vpn_address: `10.8.${site.index >> 8}.${site.index & 255}`,
      ...readings(site.id, minute, local),
      grid: 'Centretown',
      time_zone: TIME_ZONE,
      city: 'Ottawa',
      location: site.location,
      last_update: new Date(minute * MINUTE).toISOString(),
    };
  });
}

function measurement(time: number): { minute: number; local: LocalTime } {
  const minute = Math.floor(time / MINUTE);
  return { minute, local: localTime(minute * MINUTE) };
}

function readings(id: number, minute: number, { hour, season }: LocalTime) {
  const unsteadiness = fraction(id, minute) - 0.5;
  const daylight = Math.max(0, wave(hour / 24, 13 / 24));
  const ambient = 6 + 15 * wave(season, 0.55) + 5 * wave(hour / 24, 15 / 24) + unsteadiness;
  return {
    input_voltage: rounded(12.4 + 1.3 * daylight + 0.1 * unsteadiness, 2),
    current: rounded(0.32 + 0.05 * unsteadiness, 3),
    ambient_temperature: rounded(ambient, 1),
    cpu_temperature: rounded(ambient + 24 + 3 * unsteadiness, 1),
  };
}

/** A cosine over a cycle from 0 to 1, with its crest where it is told. */
function wave(phase: number, crest: number): number {
  return Math.cos(2 * Math.PI * (phase - crest));
}

function rounded(value: number, decimals: number): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals;
}
