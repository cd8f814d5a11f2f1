import { join } from 'node:path';

/** A Wednesday morning's rush hour in the sample city, when a sensor is offline. */
export const RUSH_HOUR = Date.parse('2026-03-04T13:14:00Z');

/** Where the sample city is. */
export const CITY_ZONE = 'America/Toronto';

/** The environment in which the clock of a Node-RED process can be set, by a message. */
export const MOVED_CLOCK = {
  NODE_OPTIONS: `--require ${join(__dirname, '..', 'support', 'moved-clock.js')}`,
};
