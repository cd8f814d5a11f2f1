import { distanceBetween, gridLocation, type Location } from './geography';
import { EAST_WEST_STREETS, NORTH_SOUTH_STREETS, type Street } from './streets';

/** A crossing with a device. */
export interface Site extends Crossing {
  readonly id: number;
  /** Position in the list of devices. */
  readonly index: number;
  readonly name: string;
  readonly location: Location;
  /** 0 for the first device at its crossing, 1 for the second, and so on. */
  readonly corner: number;
}

/** A stretch of street from one site to a neighbour, in one direction. */
export interface Stretch {
  readonly id: number;
  readonly name: string;
  readonly origin: Site;
  readonly destination: Site;
  /** Metres. */
  readonly distance: number;
  /** Kilometres per hour. */
  readonly freeFlowSpeed: number;
  /** Whether it leads towards Parliament Hill, in the grid's north-eastern corner. */
  readonly isInbound: boolean;
}

/** What stands still in the city: where the devices are and what they measure. */
export interface City {
  readonly sites: readonly Site[];
  readonly stretches: readonly Stretch[];
}

interface Crossing {
  readonly eastWest: Street;
  readonly northSouth: Street;
}

type Way = Pick<Stretch, 'origin' | 'destination' | 'isInbound'> & { readonly street: Street };

const FIRST_SITE_ID = 101;
const FIRST_STRETCH_ID = 501;

/**
 * Lays out Centretown, Ottawa. A few devices are spread over the whole of it;
 * when every crossing has one, crossings get a second, and so on. Likewise
 * for links, once every pair of neighbours is joined both ways.
 */
export function buildCity(devices: number, links: number): City {
  const columns = spread(NORTH_SOUTH_STREETS, Math.ceil(Math.sqrt(devices)));
  const rows = spread(EAST_WEST_STREETS, Math.ceil(devices / columns.length));
  const crossings = rows.flatMap((eastWest) =>
    columns.map((northSouth): Crossing => ({ eastWest, northSouth })),
  );
  const sites = repeat(crossings, devices).map(siteAt);
  const ways = [
    ...neighbours(sites, 1, 'eastWest'),
    ...neighbours(sites, columns.length, 'northSouth'),
  ];
  const corners = Math.ceil(devices / crossings.length);
  const stretches = repeat(ways, links).map((turn, index) => stretchAlong(turn, index, corners));
  return { sites, stretches };
}

function spread(streets: readonly Street[], wanted: number): readonly Street[] {
  const count = Math.min(Math.max(wanted, 1), streets.length);
  const step = count > 1 ? (streets.length - 1) / (count - 1) : 0;
  const chosen = new Set(Array.from({ length: count }, (_, index) => Math.round(index * step)));
  return streets.filter((_, index) => chosen.has(index));
}

interface Turn<Item> {
  readonly item: Item;
  readonly round: number;
}

/** Goes round the items until there are enough of them. */
function repeat<Item>(items: readonly Item[], count: number): Turn<Item>[] {
  const rounds = items.length > 0 ? Math.ceil(count / items.length) : 0;
  return Array.from({ length: rounds }, (_, round) => items.map((item) => ({ item, round })))
    .flat()
    .slice(0, count);
}

function siteAt({ item: { eastWest, northSouth }, round }: Turn<Crossing>, index: number): Site {
  // Further devices at a crossing stand a few metres off the first.
  const offset = 12 * round;
  return {
    id: FIRST_SITE_ID + index,
    index,
    name: `${northSouth.name} at ${eastWest.name}${numbered(round)}`,
    location: gridLocation(northSouth.at + offset, eastWest.at + offset),
    corner: round,
    eastWest,
    northSouth,
  };
}

/** The ways, there and back, between sites so many places apart that share a street. */
function neighbours(sites: readonly Site[], apart: number, along: keyof Crossing): Way[] {
  return sites.flatMap((site, index) => {
    const next = sites[index + apart];
    if (next?.[along] !== site[along] || next.corner !== site.corner) return [];
    const street = site[along];
    const isInbound = along === 'eastWest';
    return [
      { street, origin: site, destination: next, isInbound },
      { street, origin: next, destination: site, isInbound: !isInbound },
    ];
  });
}

function stretchAlong({ item, round }: Turn<Way>, index: number, corners: number): Stretch {
  const { street, origin, destination, isInbound } = item;
  return {
    id: FIRST_STRETCH_ID + index,
    name: `${street.name}, ${ends(item)}${numbered(round * corners + origin.corner)}`,
    origin,
    destination,
    distance: Math.round(distanceBetween(origin.location, destination.location)),
    freeFlowSpeed: street.freeFlowSpeed,
    isInbound,
  };
}

function ends({ street, origin, destination }: Way): string {
  const cross = street === origin.eastWest ? 'northSouth' : 'eastWest';
  return `${origin[cross].name} to ${destination[cross].name}`;
}

/** Keeps names apart that would be the same; the first of them stays as it is. */
function numbered(copy: number): string {
  return copy > 0 ? ` (${copy + 1})` : '';
}
