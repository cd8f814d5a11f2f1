/** A Wednesday morning's rush hour in the simulated city, when a sensor is offline. */
export const RUSH_HOUR = Date.parse('2026-03-04T13:14:00Z');
