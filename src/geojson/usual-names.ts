/** Fields that hold a whole place: a geometry, a pair of coordinates, WKT. Looked through in this order. */
export const PLACE_NAMES = [
  'geometry',
  'geom',
  'the_geom',
  'geojson',
  'location',
  'position',
  'coordinates',
  'point',
  'wkt',
] as const;

/** Fields of a latitude and a longitude, of an item or of a place inside it. */
export const PAIR_NAMES = [
  ['lat', 'lon'],
  ['lat', 'lng'],
  ['lat', 'long'],
  ['latitude', 'longitude'],
] as const;

/** Fields of a line in Google's encoded polyline format. */
export const POLYLINE_NAMES = ['polyline', 'encoded_polyline', 'encodedPolyline'] as const;

/** Fields of the two ends of a line: places, or ids of devices. */
export const ENDS_NAMES = [
  ['start', 'end'],
  ['origin', 'destination'],
  ['origin_sensor', 'destination_sensor'],
  ['origin_device', 'destination_device'],
] as const;
