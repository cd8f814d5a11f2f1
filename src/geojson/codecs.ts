import type { Geometry } from 'geojson';
import { readGeometry } from './geometry';
import { Unlocated } from './unlocated';

/** Readers of the texts that stand for geometries. */
export interface Codecs {
  /**
   * WKT or EWKT in longitude and latitude; nothing where it is `EMPTY`.
   *
   * @throws {Unlocated}
   */
  wkt(text: string): Geometry | undefined;
  /**
   * A line in Google's encoded polyline format.
   *
   * @param precision decimal places of the coordinates: 5 as a rule, 6 with some services
   * @throws {Unlocated}
   */
  polyline(text: string, precision: number): Geometry | undefined;
}

/**
 * Characters that a geometry may be written in, which is a line of some hundred thousand
 * positions: more would stop the flows while it is read, and no map could draw it.
 */
export const LONGEST_TEXT = 2 ** 20;

/** The words of which no other text begins with one, and what may come before and behind them. */
const TYPES: ReadonlySet<string> = new Set([
  'point',
  'linestring',
  'polygon',
  'multipoint',
  'multilinestring',
  'multipolygon',
  'geometrycollection',
]);
const FIRST_WORD = /^\w+/;
const SRID = /^srid=\d+;/i;
const DIMENSION = /(?:zm|z|m)$/;

/** Characters that they have at the most. */
const LONGEST_START = 50;

/** The dimensions where they are written together with the type, which the library does not read. */
const DIMENSIONS = /(point|string|polygon|collection)(zm|z|m)\b/gi;

/** A coordinate alone, which the library would take together with the next one. */
const LONE_NUMBER = /[(,]\s*[^\s(),]+\s*[,)]/;

export function isWkt(text: string): boolean {
  // What begins a geometry is short: the rest of the text needs no looking at.
  const start = text.trimStart();
  const [srid = ''] = SRID.exec(start.slice(0, LONGEST_START)) ?? [];
  const geometry = start.slice(srid.length).trimStart();
  const [word = ''] = FIRST_WORD.exec(geometry.slice(0, LONGEST_START)) ?? [];
  const type = word.toLowerCase();
  return TYPES.has(type) || TYPES.has(type.replace(DIMENSION, ''));
}

/** Loads the libraries behind the readers. */
export async function loadCodecs(): Promise<Codecs> {
  const [{ wktToGeoJSON }, { decode }] = await Promise.all([
    import('betterknown'),
    import('@googlemaps/polyline-codec'),
  ]);
  return {
    wkt: (text) => readWkt(text, wktToGeoJSON),
    polyline(text, precision) {
      // The library makes coordinates of any text.
      if (text.length > LONGEST_TEXT || !isPolyline(text)) throw new Unlocated('polylineInvalid');
      const pairs = decode(text, precision);
      const coordinates = pairs.map(([latitude, longitude]) => [longitude, latitude]);
      return readGeometry({ type: 'LineString', coordinates });
    },
  };
}

function readWkt(text: string, parse: (wkt: string) => Geometry | null): Geometry | undefined {
  if (text.length > LONGEST_TEXT || !isWkt(text) || LONE_NUMBER.test(text) || hasRest(text)) {
    throw new Unlocated('wktInvalid');
  }
  // The library takes no white space but the blank.
  const plain = text.trim().replaceAll(/\s+/g, ' ').replaceAll(DIMENSIONS, '$1 $2');
  const geometry = attempt(() => parse(plain));
  return geometry === null ? undefined : readGeometry(geometry);
}

/** Characters of a number: the last is from here on, those before it from the second on. */
const LAST = '?'.charCodeAt(0);
const OTHER = '_'.charCodeAt(0);
const BEHIND = '~'.charCodeAt(0) + 1;

/** Whether a text is two or more pairs of numbers. Each has up to six characters before its last one. */
function isPolyline(text: string): boolean {
  let numbers = 0;
  let others = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < LAST || code >= BEHIND || others > 6) return false;
    if (code >= OTHER) others++;
    else [numbers, others] = [numbers + 1, 0];
  }
  return others === 0 && numbers >= 4 && numbers % 2 === 0;
}

/** Whether something follows the bracket that ends the geometry: the library would not look at it. */
function hasRest(text: string): boolean {
  let depth = 0;
  let isAtEnd = false;
  for (const sign of text.trim()) {
    if (isAtEnd) return true;
    if (sign === '(') depth++;
    if (sign === ')') isAtEnd = --depth === 0;
  }
  return false;
}

function attempt<T>(parse: () => T): T {
  try {
    return parse();
  } catch {
    throw new Unlocated('wktInvalid');
  }
}
