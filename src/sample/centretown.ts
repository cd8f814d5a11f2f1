/** Centretown, Ottawa: its streets, where they are on the map, and what its clocks show. */

/** A street of Centretown. */
export interface Street {
  readonly name: string;
  /** Meters from the first street that runs the same way. */
  readonly at: number;
  /** Kilometers per hour. */
  readonly freeFlowSpeed: number;
}

/** Streets that run from the river southwards, listed from west to east. */
export const NORTH_SOUTH_STREETS: readonly Street[] = [
  { name: 'Bronson Avenue', at: 0, freeFlowSpeed: 50 },
  { name: 'Bay Street', at: 440, freeFlowSpeed: 40 },
  { name: 'Lyon Street', at: 600, freeFlowSpeed: 50 },
  { name: 'Kent Street', at: 760, freeFlowSpeed: 50 },
  { name: 'Bank Street', at: 950, freeFlowSpeed: 40 },
  { name: "O'Connor Street", at: 1130, freeFlowSpeed: 50 },
  { name: 'Metcalfe Street', at: 1340, freeFlowSpeed: 50 },
  { name: 'Elgin Street', at: 1570, freeFlowSpeed: 40 },
];

/** Streets that cross them, listed from north to south. */
export const EAST_WEST_STREETS: readonly Street[] = [
  { name: 'Wellington Street', at: 0, freeFlowSpeed: 50 },
  { name: 'Albert Street', at: 260, freeFlowSpeed: 50 },
  { name: 'Slater Street', at: 340, freeFlowSpeed: 50 },
  { name: 'Laurier Avenue West', at: 430, freeFlowSpeed: 40 },
  { name: 'Gloucester Street', at: 520, freeFlowSpeed: 40 },
  { name: 'Nepean Street', at: 600, freeFlowSpeed: 40 },
  { name: 'Lisgar Street', at: 680, freeFlowSpeed: 40 },
  { name: 'Cooper Street', at: 760, freeFlowSpeed: 40 },
  { name: 'Somerset Street West', at: 850, freeFlowSpeed: 40 },
  { name: 'MacLaren Street', at: 930, freeFlowSpeed: 40 },
  { name: 'Gilmour Street', at: 1010, freeFlowSpeed: 40 },
  { name: 'Gladstone Avenue', at: 1200, freeFlowSpeed: 50 },
  { name: 'McLeod Street', at: 1290, freeFlowSpeed: 40 },
  { name: 'Catherine Street', at: 1520, freeFlowSpeed: 60 },
];

/** A place on the map, in decimal degrees (WGS 84). */
export interface Location {
  readonly lat: number;
  readonly lon: number;
}

const METERS_PER_DEGREE = 111_195;

/** Bank Street at Somerset Street West, and where it is on the grid of streets. */
const ANCHOR = { lat: 45.4149, lon: -75.6963, east: 950, south: 850 };

/** The grid is turned: its "eastward" streets bear 57 degrees from north. */
const EASTWARD = radians(57);

/** The place that lies so many meters along the two directions of the grid. */
export function gridLocation(east: number, south: number): Location {
  const [along, across] = [east - ANCHOR.east, south - ANCHOR.south];
  const northing = along * Math.cos(EASTWARD) - across * Math.sin(EASTWARD);
  const easting = along * Math.sin(EASTWARD) + across * Math.cos(EASTWARD);
  return {
    lat: sixDecimals(ANCHOR.lat + northing / METERS_PER_DEGREE),
    lon: sixDecimals(ANCHOR.lon + easting / (METERS_PER_DEGREE * Math.cos(radians(ANCHOR.lat)))),
  };
}

/** Meters between two places of the city, on a plane: it is far too small to curve. */
export function distanceBetween(a: Location, b: Location): number {
  const northing = (b.lat - a.lat) * METERS_PER_DEGREE;
  const easting = (b.lon - a.lon) * METERS_PER_DEGREE * Math.cos(radians(a.lat));
  return Math.hypot(northing, easting);
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

function sixDecimals(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}

export const TIME_ZONE = 'America/Toronto';

/** What the clocks and the calendar of the city show. */
export interface LocalTime {
  /** Hours since midnight, with fractions. */
  readonly hour: number;
  readonly isWeekend: boolean;
  /** Part of the year that has passed, from 0 to 1. */
  readonly season: number;
}

const YEAR = 365.25 * 24 * 3_600_000;

const clock = new Intl.DateTimeFormat('en-US', {
  timeZone: TIME_ZONE,
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** Reads the city's clocks at a time given in milliseconds since the epoch. */
export function localTime(time: number): LocalTime {
  const parts = new Map(clock.formatToParts(time).map(({ type, value }) => [type, value]));
  const weekday = parts.get('weekday') ?? '';
  return {
    hour: Number(parts.get('hour')) + Number(parts.get('minute')) / 60,
    isWeekend: weekday === 'Sat' || weekday === 'Sun',
    season: (time / YEAR) % 1,
  };
}
