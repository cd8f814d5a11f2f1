import assert from 'node:assert/strict';
import { itemsOf } from '../../../src/geojson/to-features';
import { assertLinear } from '../../support/growth';
import { assertGeojson } from './support/assert-geojson';
import { featuresOf } from './support/features-of';
import { SHAPES } from './support/shapes';

/** The first position of a geometry. */
function firstPosition(coordinates: unknown): unknown {
  return Array.isArray(coordinates) && Array.isArray(coordinates[0])
    ? firstPosition(coordinates[0])
    : coordinates;
}

describe('a list from a feed', () => {
  for (const { what, payload, paths = {}, type, first } of SHAPES) {
    it(`${type === undefined ? 'has no place' : `is a ${type}`} where it has ${what}`, async () => {
      const kind = 'latitude' in paths ? 'point' : 'auto';
      const { features, report } = await featuresOf(itemsOf(payload) ?? [], { kind, ...paths });
      assertGeojson(features);
      const geometry = features[0]?.geometry;
      assert.equal(geometry?.type, type, report.reasons.join());
      if (first === undefined) return;
      assert(geometry !== undefined && 'coordinates' in geometry);
      assert.deepEqual(firstPosition(geometry.coordinates), first);
    });
  }

  it('gives the features in its fields to the items', async () => {
    const feature = {
      type: 'Feature',
      properties: { road: 'A1' },
      geometry: { type: 'Point', coordinates: [1, 2] },
    };
    for (const geojson of [feature, JSON.stringify(feature)]) {
      const { features } = await featuresOf([{ id: 1, lane: 2, geojson }]);
      assert.deepEqual(features, [{ ...feature, id: 1, properties: { lane: 2, road: 'A1' } }]);
    }
  });

  it('has no field left that said where it is, however it is spelled', async () => {
    const items = [
      { a: 1, Latitude: 41.2, Longitude: -93.1 },
      { a: 1, linkPoints: '41.2,-93.1 41.3,-93.2' },
      { a: 1, type: 'Point', coordinates: [-93.1, 41.2] },
      { a: 1, start_lat: 1, start_lon: 2, end_lat: 3, end_lon: 4 },
      { a: 1, point: { x: 1, y: 2 } },
    ];
    const { features } = await featuresOf(items);
    assert.deepEqual(
      features.map(({ properties }) => properties),
      items.map(() => ({ a: 1 })),
    );
  });

  it('is read in time that grows with its length alone, whatever is in it', async () => {
    const items = (size: number): object[] =>
      Array.from({ length: size }, (_, id) => ({
        id,
        ...SHAPES[id % SHAPES.length],
        points: Array.from({ length: 10 }, (__, at) => ({ lat: at, lon: id % 90 })),
      }));
    await assertLinear(1_000, items, (list) => featuresOf(list));
    const hostile: readonly ((size: number) => object)[] = [
      (size) => ({ path: Array.from({ length: size }, () => ({ x: 1, y: 2 })) }),
      (size) => ({ path: '41.2,-93.1 '.repeat(size) }),
      (size) => ({ path: `${'['.repeat(size)}${']'.repeat(size)}` }),
      (size) => ({ location: `${' '.repeat(size)}{` }),
      (size) => ({ line: Array.from({ length: size }, () => [[{ path: [] }]]) }),
      (size) => Object.fromEntries(Array.from({ length: size }, (_, at) => [`lat_${at}`, at])),
    ];
    for (const make of hostile) {
      await assertLinear(4_000, make, (item) => featuresOf([item]));
    }
  });

  it('may have places at latitude and longitude 0, by a setting', async () => {
    const { features } = await featuresOf([{ lat: 0, lon: 0 }], { zero: 'place' });
    assert.deepEqual(features[0]?.geometry, { type: 'Point', coordinates: [0, 0] });
    const { report } = await featuresOf([{ lat: 0, lon: 0 }]);
    assert.deepEqual(report.reasons, ['nullIsland']);
  });

  it('does not take hours for devices where the sensors are not known', async () => {
    const devices = [7, 19].map((id) => ({ id, lat: id, lon: id }));
    const item = { start: 7, end: 19, origin_sensor: 1, destination_sensor: 2 };
    const { report } = await featuresOf([item], {}, devices);
    assert.deepEqual(report.reasons, ['deviceUnknown']);
  });

  it('finds an end by its id where it also has x and y', async () => {
    const devices = [1, 2].map((id) => ({ id, lat: id, lon: id }));
    const item = { from: { id: 1, x: 300, y: 400 }, to: { id: 2, x: 10, y: 20 } };
    const { features } = await featuresOf([item], {}, devices);
    assert.deepEqual(features[0]?.geometry, {
      type: 'LineString',
      coordinates: [
        [1, 1],
        [2, 2],
      ],
    });
  });

  it('finds ids in the properties of features, of devices too', async () => {
    const devices = itemsOf({
      type: 'FeatureCollection',
      features: [1, 2].map((id) => ({
        type: 'Feature',
        properties: { id },
        geometry: { type: 'Point', coordinates: [id, id] },
      })),
    });
    const link = {
      type: 'Feature',
      geometry: null,
      properties: { code: 'L', origin: 1, destination: 2 },
    };
    for (const key of [['code'], ['properties', 'code']]) {
      const { features } = await featuresOf([link], { key }, devices);
      assert.equal(features[0]?.id, 'L');
      assert.equal(features[0]?.geometry.type, 'LineString');
    }
  });
});
