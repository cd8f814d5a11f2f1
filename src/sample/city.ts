import {
  distanceBetween,
  EAST_WEST_STREETS,
  gridLocation,
  type Location,
  NORTH_SOUTH_STREETS,
  type Street,
} from './centretown';

/** What does not move in the city: where its sensors are, and which stretches of road they measure. */
export interface City {
  readonly sensors: readonly Sensor[];
  readonly segments: readonly Segment[];
  /** Another seed makes other measurements, at the same places. */
  readonly seed: number;
}

/** A sensor at an intersection; the API lists it as a device. */
export interface Sensor extends Intersection {
  readonly id: number;
  /** Position in the list of devices. */
  readonly index: number;
  readonly name: string;
  readonly location: Location;
  /** 0 for the first sensor at its intersection, 1 for the second, and so on. */
  readonly corner: number;
}

/** The road from one sensor to the next, in one direction; the API lists it as a link. */
export interface Segment {
  readonly id: number;
  readonly name: string;
  readonly origin: Sensor;
  readonly destination: Sensor;
  /** Meters. */
  readonly distance: number;
  /** Kilometers per hour. */
  readonly freeFlowSpeed: number;
  /** Whether it leads towards Parliament Hill, in the grid's north-eastern corner. */
  readonly isInbound: boolean;
}

/** How large a city is to be. */
export interface CitySize {
  /** Number of devices, 14 by default. */
  readonly devices?: number;
  /** Number of links, 24 by default. They need at least two devices to join. */
  readonly links?: number;
  /** An integer, 0 by default. */
  readonly seed?: number;
}

interface Intersection {
  readonly eastWest: Street;
  readonly northSouth: Street;
}

type Way = Pick<Segment, 'origin' | 'destination' | 'isInbound'> & { readonly street: Street };

const FIRST_SENSOR_ID = 101;
const FIRST_SEGMENT_ID = 501;

/**
 * Lays out the city. A few sensors are spread over all of it; when every
 * intersection has one, intersections get a second, and so on. Likewise for
 * links, once every pair of neighbors is joined both ways.
 */
export function buildCity({ devices = 14, links = 24, seed = 0 }: CitySize = {}): City {
  const columns = spread(NORTH_SOUTH_STREETS, Math.ceil(Math.sqrt(devices)));
  const rows = spread(EAST_WEST_STREETS, Math.ceil(devices / columns.length));
  const intersections = rows.flatMap((eastWest) =>
    columns.map((northSouth): Intersection => ({ eastWest, northSouth })),
  );
  const sensors = repeat(intersections, devices).map(sensorAt);
  const ways = [
    ...neighbors(sensors, 1, 'eastWest'),
    ...neighbors(sensors, columns.length, 'northSouth'),
  ];
  const corners = Math.ceil(devices / intersections.length);
  const segments = repeat(ways, links).map((way, index) => segmentAlong(way, index, corners));
  return { sensors, segments, seed };
}

/** As many of the streets as wanted, evenly spaced. */
function spread(streets: readonly Street[], wanted: number): readonly Street[] {
  const count = Math.min(Math.max(wanted, 1), streets.length);
  const step = count > 1 ? (streets.length - 1) / (count - 1) : 0;
  const chosen = new Set(Array.from({ length: count }, (_, index) => Math.round(index * step)));
  return streets.filter((_, index) => chosen.has(index));
}

interface Copy<Item> {
  readonly item: Item;
  /** 0 for the item itself, 1 for its first repetition, and so on. */
  readonly copy: number;
}

/** Repeats the items, all of them each time, until there are enough. */
function repeat<Item>(items: readonly Item[], count: number): Copy<Item>[] {
  const copies = items.length > 0 ? Math.ceil(count / items.length) : 0;
  return Array.from({ length: copies }, (_, copy) => items.map((item) => ({ item, copy })))
    .flat()
    .slice(0, count);
}

function sensorAt({ item, copy }: Copy<Intersection>, index: number): Sensor {
  const { eastWest, northSouth } = item;
  // Further sensors at an intersection are a few meters off the first.
  const offset = 12 * copy;
  return {
    id: FIRST_SENSOR_ID + index,
    index,
    name: `${northSouth.name} at ${eastWest.name}${numbered(copy)}`,
    location: gridLocation(northSouth.at + offset, eastWest.at + offset),
    corner: copy,
    eastWest,
    northSouth,
  };
}

/** The ways, there and back, between sensors so many places apart that share a street. */
function neighbors(sensors: readonly Sensor[], apart: number, along: keyof Intersection): Way[] {
  return sensors.flatMap((sensor, index) => {
    const next = sensors[index + apart];
    if (next?.[along] !== sensor[along] || next.corner !== sensor.corner) return [];
    const street = sensor[along];
    const isInbound = along === 'eastWest';
    return [
      { street, origin: sensor, destination: next, isInbound },
      { street, origin: next, destination: sensor, isInbound: !isInbound },
    ];
  });
}

function segmentAlong({ item, copy }: Copy<Way>, index: number, corners: number): Segment {
  const { street, origin, destination, isInbound } = item;
  const cross = street === origin.eastWest ? 'northSouth' : 'eastWest';
  const ends = `${origin[cross].name} to ${destination[cross].name}`;
  return {
    id: FIRST_SEGMENT_ID + index,
    name: `${street.name}, ${ends}${numbered(copy * corners + origin.corner)}`,
    origin,
    destination,
    distance: Math.round(distanceBetween(origin.location, destination.location)),
    freeFlowSpeed: street.freeFlowSpeed,
    isInbound,
  };
}

/** Keeps names apart that would be the same; the first of them stays as it is. */
function numbered(copy: number): string {
  return copy > 0 ? ` (${copy + 1})` : '';
}
