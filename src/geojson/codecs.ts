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

/** What no other text begins with. */
const WKT =
  /^\s*(?:srid=\d+;)?\s*(?:point|linestring|polygon|multipoint|multilinestring|multipolygon|geometrycollection)(?:zm?|m)?\b/i;

/** The dimensions where they are written together with the type, which the library does not read. */
const DIMENSIONS = /(point|string|polygon|collection)(zm?|m)\b/gi;

/** A coordinate alone, which the library would take together with the next one. */
const LONE_NUMBER = /[(,]\s*[^\s(),]+\s*[,)]/;

/** Pairs of numbers. Each has up to six groups of five bits, the last of which is marked. */
const POLYLINE = /^(?:(?:[_-~]{0,6}[?-^]){2}){2,}$/;

export function isWkt(text: string): boolean {
  return WKT.test(text);
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
      if (!POLYLINE.test(text)) throw new Unlocated('polylineInvalid');
      const pairs = decode(text, precision);
      const coordinates = pairs.map(([latitude, longitude]) => [longitude, latitude]);
      return readGeometry({ type: 'LineString', coordinates });
    },
  };
}

function readWkt(text: string, parse: (wkt: string) => Geometry | null): Geometry | undefined {
  if (!isWkt(text) || LONE_NUMBER.test(text) || hasRest(text)) throw new Unlocated('wktInvalid');
  // The library takes no white space but the blank.
  const plain = text.trim().replaceAll(/\s+/g, ' ').replaceAll(DIMENSIONS, '$1 $2');
  const geometry = attempt(() => parse(plain));
  return geometry === null ? undefined : readGeometry(geometry);
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
