import assert from 'node:assert/strict';
import { geoJSONToWkt } from 'betterknown';
import fc from 'fast-check';
import { assertGeojson } from './support/assert-geojson';
import { featuresOf } from './support/features-of';
import { geometries, positions } from './support/geometries';

/** An item, and whether it is located. */
interface Sample {
  readonly item: unknown;
  readonly isLocated: boolean;
}

const id = fc.oneof(fc.integer(), fc.string({ minLength: 1 }), fc.constant(undefined));
const others = fc.dictionary(
  fc.string().map((name) => `a ${name}`),
  fc.jsonValue(),
);

const located: fc.Arbitrary<object> = fc.oneof(
  geometries.map((geometry) => ({ geometry })),
  geometries.map((geometry) => ({ geojson: { type: 'Feature', properties: null, geometry } })),
  geometries.map((geometry) => ({ wkt: geoJSONToWkt(geometry) })),
  positions().map(([lon, lat]) => ({ lat, lon })),
  positions().map(([longitude, latitude]) => ({ location: { latitude, longitude } })),
  positions().map((location) => ({ location })),
  positions().map(([lon, lat]) => ({ latitude: `${lat}`, longitude: `${lon}` })),
  fc.tuple(positions(), positions()).map(([start, end]) => ({ start, end })),
);

const sample: fc.Arbitrary<Sample> = fc.oneof(
  fc
    .tuple(id, others, located)
    .map(([key, fields, place]) => ({ item: { id: key, ...fields, ...place }, isLocated: true })),
  fc.tuple(id, others).map(([key, fields]) => ({ item: { id: key, ...fields }, isLocated: false })),
  fc
    .oneof(fc.string(), fc.integer(), fc.constant(null), fc.array(fc.integer()))
    .map((item) => ({ item, isLocated: false })),
);

/** Anything at all under the names that are looked at. */
const hostile = fc.record(
  {
    geometry: fc.oneof(
      fc.record({
        type: fc.constantFrom('Point', 'Polygon', 'MultiPoint'),
        coordinates: fc.jsonValue(),
      }),
      fc.jsonValue(),
    ),
    location: fc.oneof(fc.jsonValue(), fc.record({ lat: fc.jsonValue(), lon: fc.jsonValue() })),
    latitude: fc.oneof(fc.double(), fc.string()),
    longitude: fc.oneof(fc.double(), fc.string()),
    wkt: fc.oneof(fc.string(), fc.stringMatching(/^(POINT|POLYGON)[ (),0-9A-Z-]{0,20}$/)),
    polyline: fc.string(),
    start: fc.jsonValue(),
    end: fc.jsonValue(),
  },
  { requiredKeys: [] },
);

describe('the features of any list', () => {
  it('are valid GeoJSON, and every item is a feature or listed as missing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(sample), async (samples) => {
        const { features, report } = await featuresOf(samples.map(({ item }) => item));
        assertGeojson(features);
        const expected = samples.filter(({ isLocated }) => isLocated).length;
        assert.deepEqual(
          [report.count, report.located, report.missing.length, report.reasons.length],
          [samples.length, expected, samples.length - expected, samples.length - expected],
        );
        assert.equal(features.length, expected);
      }),
    );
  });

  it('are valid GeoJSON whatever the items hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostile), fc.array(hostile), async (items, devices) => {
        const { features, report } = await featuresOf(items, {}, devices);
        assertGeojson(features);
        assert.equal(report.located + report.missing.length, items.length);
      }),
    );
  });

  it('have the geometry that was given', async () => {
    await fc.assert(
      fc.asyncProperty(geometries, async (geometry) => {
        const { features } = await featuresOf([{ geometry }]);
        assert.deepEqual(features[0]?.geometry, geometry);
      }),
    );
  });
});
