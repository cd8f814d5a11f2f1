import type { FeatureRules } from '../../../../src/geojson/to-features';

/** Rules that find everything by its usual name. */
export const AUTO: FeatureRules = {
  kind: 'auto',
  geometry: [],
  latitude: [],
  longitude: [],
  wkt: [],
  polyline: [],
  precision: 5,
  origin: [],
  destination: [],
  deviceKey: ['id'],
  key: ['id'],
  zero: 'unknown',
};
