/** A place on the map, in decimal degrees (WGS 84). */
export interface Location {
  readonly lat: number;
  readonly lon: number;
}

const METRES_PER_DEGREE = 111_195;

/** Bank Street at Somerset Street West, and where it is on the grid of streets. */
const ANCHOR = { lat: 45.4149, lon: -75.6963, east: 950, south: 850 };

/** Centretown's grid is turned: its "eastward" streets bear 57 degrees from north. */
const EASTWARD = radians(57);

/** The place that lies so many metres along the two directions of the grid. */
export function gridLocation(east: number, south: number): Location {
  const [along, across] = [east - ANCHOR.east, south - ANCHOR.south];
  const northing = along * Math.cos(EASTWARD) - across * Math.sin(EASTWARD);
  const easting = along * Math.sin(EASTWARD) + across * Math.cos(EASTWARD);
  return {
    lat: sixDecimals(ANCHOR.lat + northing / METRES_PER_DEGREE),
    lon: sixDecimals(ANCHOR.lon + easting / (METRES_PER_DEGREE * Math.cos(radians(ANCHOR.lat)))),
  };
}

/** Metres between two places of the city, on a plane: it is far too small to curve. */
export function distanceBetween(a: Location, b: Location): number {
  const northing = (b.lat - a.lat) * METRES_PER_DEGREE;
  const easting = (b.lon - a.lon) * METRES_PER_DEGREE * Math.cos(radians(a.lat));
  return Math.hypot(northing, easting);
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

function sixDecimals(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
