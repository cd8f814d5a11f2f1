/**
 * The usual names of what says where something is, as `plainName` makes them: in lower case,
 * without anything between their words.
 */

/** Fields that hold a place and nothing else. Looked through in this order. */
export const PLACE_NAMES = [
  'geometry',
  'geom',
  'thegeom',
  'geojson',
  'feature',
  'wkt',
  'geography',
  'location',
  'coordinates',
  'coordinate',
  'point',
] as const;

/** Fields that hold a line where they hold more than one position. */
export const LINE_NAMES = [
  'linestring',
  'polyline',
  'line',
  'linkpoints',
  'shapepoints',
  'points',
  'path',
  'positions',
  'coords',
  'vertices',
  'waypoints',
  'shape',
  'route',
  'track',
] as const;

/** Fields that hold a place, or a place on a screen: a bare pair of numbers in them counts last. */
export const SPOT_NAMES = [
  'position',
  'gps',
  'latlng',
  'latlon',
  'geopoint',
  'geolocation',
  'geo',
  'place',
] as const;

/** Fields of a latitude and a longitude, of an item or of a place inside it. */
export const PAIR_NAMES = ['lat', 'latitude'].flatMap((latitude) =>
  ['lon', 'lng', 'long', 'longitude'].map((longitude) => [latitude, longitude] as const),
);

/** Fields of a line in Google's encoded polyline format. */
export const POLYLINE_NAMES = ['polyline', 'encodedpolyline'] as const;

/**
 * Fields of the two ends of a line: places, or ids of devices. The most general come last: a
 * start and an end may be hours.
 */
export const ENDS_NAMES = [
  ['originsensor', 'destinationsensor'],
  ['origindevice', 'destinationdevice'],
  ['origin', 'destination'],
  ['from', 'to'],
  ['start', 'end'],
] as const;

/** The latitudes and longitudes of both ends, as fields of the item such as `startlat`. */
export const FLAT_ENDS_NAMES = ENDS_NAMES.map(
  ([origin, destination]) =>
    [
      PAIR_NAMES.map(([north, east]) => [origin + north, origin + east] as const),
      PAIR_NAMES.map(([north, east]) => [destination + north, destination + east] as const),
    ] as const,
);
