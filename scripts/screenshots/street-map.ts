import { createServer } from 'node:http';
import {
  EAST_WEST_STREETS,
  gridLocation,
  NORTH_SOUTH_STREETS,
  type Street,
} from '../../src/sample/centretown';
import { listen } from '../../test/support/listen';

/** The color of what is neither street nor water. */
export const LAND = '#f3f1ec';

/** Pixels along each side of a tile. */
const TILE = 256;

/** Meters that streets go on beyond the sensors. */
const BEYOND = 420;

const LAST_NORTH_SOUTH = Math.max(...NORTH_SOUTH_STREETS.map(({ at }) => at));
const LAST_EAST_WEST = Math.max(...EAST_WEST_STREETS.map(({ at }) => at));

/** Where a river would be: north of all streets. */
const RIVER = [
  [-4000, -3000],
  [6000, -3000],
  [6000, -520],
  [2000, -330],
  [900, -260],
  [0, -330],
  [-4000, -560],
] as const;

/** A park between two pairs of streets. */
const PARK = [
  [1130, 1010],
  [1340, 1010],
  [1340, 1290],
  [1130, 1290],
] as const;

/**
 * Serves a map of the sample city's streets, drawn here: the picture of the map needs
 * no internet, and shows nobody else's map.
 */
export async function startStreetMap(): Promise<{ tiles: string; close(): Promise<void> }> {
  const server = createServer(({ url = '' }, response) => {
    const [zoom = 0, column = 0, row = 0] = (url.match(/\d+/g) ?? []).map(Number);
    response.setHeader('Content-Type', 'image/svg+xml');
    response.end(draw(zoom, column, row));
  });
  const listening = await listen(server);
  return { tiles: `${listening.origin}/{z}/{x}/{y}.svg`, close: () => listening.close() };
}

function draw(zoom: number, column: number, row: number): string {
  const at = (east: number, south: number): string => {
    const { lat, lon } = gridLocation(east, south);
    const world = TILE * 2 ** zoom;
    const latitude = (lat * Math.PI) / 180;
    const x = ((lon + 180) / 360) * world - column * TILE;
    const y = (0.5 - Math.asinh(Math.tan(latitude)) / (2 * Math.PI)) * world - row * TILE;
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  };
  const area = (corners: readonly (readonly [number, number])[], fill: string): string =>
    `<polygon points="${corners.map(([east, south]) => at(east, south)).join(' ')}" fill="${fill}"/>`;
  const streets = [
    ...EAST_WEST_STREETS.map((street) => ({
      street,
      path: `M${at(-BEYOND, street.at)} L${at(LAST_NORTH_SOUTH + BEYOND, street.at)}`,
    })),
    ...NORTH_SOUTH_STREETS.map((street) => ({
      street,
      path: `M${at(street.at, LAST_EAST_WEST + BEYOND)} L${at(street.at, -60)}`,
    })),
  ];
  const stroke = (color: string, extra: number): string =>
    streets
      .map(
        ({ street, path }) =>
          `<path d="${path}" stroke="${color}" stroke-width="${widthOf(street) + extra}"/>`,
      )
      .join('');
  const names = streets
    .map(
      ({ street, path }, index) =>
        `<path id="street-${index}" d="${path}" fill="none"/><text dy="-6"><textPath href="#street-${index}" startOffset="8%">${street.name}</textPath></text>`,
    )
    .join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${TILE}" height="${TILE}">
<rect width="${TILE}" height="${TILE}" fill="${LAND}"/>
${area(RIVER, '#b5d3e6')}${area(PARK, '#cfe6c3')}
<g fill="none">${stroke('#d5d0c6', 2)}${stroke('#ffffff', 0)}</g>
<g font-family="DejaVu Sans, sans-serif" font-size="9" fill="#77736a">${names}</g>
</svg>`;
}

/** Pixels: the faster the traffic, the wider the street. */
function widthOf({ freeFlowSpeed }: Street): number {
  return freeFlowSpeed >= 50 ? 9 : 6;
}
