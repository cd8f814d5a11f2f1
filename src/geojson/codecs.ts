import type { Geometry } from 'geojson';
import { readGeometry } from './geometry';
import { LONGEST_TEXT, Unlocated } from './unlocated';
import { readWkt } from './wkt';

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

/** Loads the library behind the readers. */
export async function loadCodecs(): Promise<Codecs> {
  const { decode } = await import('@googlemaps/polyline-codec');
  return {
    wkt: readWkt,
    polyline(text, precision) {
      // The library makes coordinates of any text.
      if (text.length > LONGEST_TEXT || !isPolyline(text)) throw new Unlocated('polylineInvalid');
      const pairs = decode(text, precision);
      const coordinates = pairs.map(([latitude, longitude]) => [longitude, latitude]);
      return readGeometry({ type: 'LineString', coordinates });
    },
  };
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
