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
  /^\s*(?:srid=\d+;)?\s*(?:point|linestring|polygon|multipoint|multilinestring|multipolygon|geometrycollection)\b/i;

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
  if (!isWkt(text) || LONE_NUMBER.test(text)) throw new Unlocated('wktInvalid');
  // The library takes no white space but the blank.
  const geometry = attempt(() => parse(text.trim().replaceAll(/\s+/g, ' ')));
  return geometry === null ? undefined : readGeometry(geometry);
}

function attempt<T>(parse: () => T): T {
  try {
    return parse();
  } catch {
    throw new Unlocated('wktInvalid');
  }
}
