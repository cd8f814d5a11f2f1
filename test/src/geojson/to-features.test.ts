import assert from 'node:assert/strict';
import type { FeatureRules } from '../../../src/geojson/to-features';
import { featuresOf } from './support/features-of';

const POINT = { type: 'Point', coordinates: [-75.7, 45.4] };
const LINE = {
  type: 'LineString',
  coordinates: [
    [-75.7, 45.4],
    [-75.6, 45.5],
  ],
};
const WKT = 'POINT(-75.7 45.4)';
const POLYLINE = 'o~wuGfv~hL';

describe('an item is located', () => {
  const CASES: [what: string, item: object, rules?: Partial<FeatureRules>, geometry?: object][] = [
    ['by a GeoJSON geometry', { geometry: POINT }],
    ['by a Feature', { geojson: { type: 'Feature', geometry: POINT, properties: {} } }],
    ['by WKT among the usual names', { geom: WKT }],
    ['by an object with lat and lon', { location: { lat: 45.4, lon: -75.7 } }],
    [
      'by an object with latitude and longitude',
      { position: { latitude: 45.4, longitude: -75.7 } },
    ],
    ['by an object with lat and lng', { location: { lat: 45.4, lng: -75.7 } }],
    ['by a position of GeoJSON', { coordinates: [-75.7, 45.4] }],
    ['by a position whose height is unknown', { coordinates: [-75.7, 45.4, null] }],
    ['by GeoJSON that is text', { geom: '{"type":"Point","coordinates":[-75.7,45.4]}' }],
    ['behind a text that looks like it', { location: '{Ottawa}', lat: 45.4, lon: -75.7 }],
    ['by its own lat and lon', { lat: 45.4, lon: -75.7 }],
    ['by its own lat and long', { lat: 45.4, long: -75.7 }],
    ['by texts of numbers', { latitude: ' 45.40', longitude: '-75.7' }],
    ['by two places', { start: { lat: 45.4, lon: -75.7 }, end: [-75.6, 45.5] }, {}, LINE],
    ['behind an empty place', { location: { lat: null, lon: null }, lat: 45.4, lon: -75.7 }],
    ['behind a place that is text', { location: 'Ottawa', lat: 45.4, lon: -75.7 }],
    ['behind a place that is wrong', { location: { lat: 95, lon: 1 }, wkt: WKT }],
    ['by a path to a geometry', { a: [{ b: WKT }] }, { kind: 'geometry', geometry: ['a', 0, 'b'] }],
    [
      'by paths to a latitude and a longitude',
      { site: { y: 45.4, x: -75.7 } },
      { kind: 'point', latitude: ['site', 'y'], longitude: ['site', 'x'] },
    ],
    ['by a path to WKT', { shape: WKT }, { kind: 'wkt', wkt: ['shape'] }],
    [
      'by a path to a polyline',
      { way: '_p~iF~ps|U_ulLnnqC_mqNvxq`@' },
      { kind: 'polyline', polyline: ['way'] },
      {
        type: 'LineString',
        coordinates: [
          [-120.2, 38.5],
          [-120.95, 40.7],
          [-126.453, 43.252],
        ],
      },
    ],
    [
      'by paths to two places, whatever the kind',
      { from: WKT, to: [-75.6, 45.5] },
      { kind: 'wkt', origin: ['from'], destination: ['to'] },
      LINE,
    ],
  ];
  for (const [what, item, rules, geometry = POINT] of CASES) {
    it(what, async () => {
      const { features } = await featuresOf([item], rules);
      assert.deepEqual(features[0]?.geometry, geometry);
    });
  }
});

describe('an item is missing', () => {
  const CASES: [reason: string, item: unknown, rules?: Partial<FeatureRules>][] = [
    ['noObject', 'Ottawa'],
    ['noObject', null],
    ['noObject', [1, 2]],
    ['noLocation', { name: 'Ottawa' }],
    ['noLocation', { geometry: null }],
    ['noLocation', { geometry: { type: 'MultiPoint', coordinates: [] } }],
    ['noLocation', { geometry: { type: 'Feature', geometry: null } }],
    ['noLocation', { location: { lat: null, lon: '' } }],
    ['noLocation', { location: POINT }, { kind: 'geometry', geometry: ['other'] }],
    ['noLocation', { lat: 45.4, lon: -75.7 }, { kind: 'wkt' }],
    ['noLocation', { start: { lat: 45.4, lon: -75.7 } }],
    ['noLocation', { lat: 45.4 }],
    ['notANumber', { lat: 'north', lon: 'west' }],
    ['notANumber', { lat: Number.NaN, lon: 1 }],
    ['notANumber', { geometry: { type: 'Point', coordinates: ['1', 2] } }],
    ['notANumber', { geometry: { type: 'Point', coordinates: [1, 2, 'high'] } }],
    ['outOfRange', { lat: 181, lon: 200 }],
    ['outOfRange', { geometry: { type: 'Point', coordinates: [1, 200] } }],
    ['swapped', { lat: -120.2, lon: 38.5 }],
    [
      'swapped',
      {
        geometry: {
          type: 'MultiPoint',
          coordinates: [
            [1, 2],
            [3, -91],
          ],
        },
      },
    ],
    ['geometryInvalid', { geometry: { type: 'Point' } }],
    ['geometryInvalid', { geometry: { type: 'Point', coordinates: [1] } }],
    ['geometryInvalid', { geometry: { type: 'LineString', coordinates: [[1, 2]] } }],
    [
      'geometryInvalid',
      {
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [0, 0],
              [1, 0],
              [0, 0],
            ],
          ],
        },
      },
    ],
    ['geometryInvalid', { geometry: { type: 'MultiPolygon', coordinates: [[]] } }],
    ['geometryInvalid', { geometry: { type: 'Feature', geometry: WKT } }],
    ['geometryInvalid', { start: LINE, end: POINT }],
    [
      'geometryInvalid',
      {
        geometry: {
          type: 'GeometryCollection',
          geometries: [{ type: 'GeometryCollection', geometries: [POINT] }],
        },
      },
    ],
    ['wktInvalid', { wkt: 'POINT(1 2' }],
    ['polylineInvalid', { polyline: POLYLINE }],
    ['devicesMissing', { origin_sensor: 1, destination_sensor: 2 }],
  ];
  for (const [reason, item, rules] of CASES) {
    it(`as ${reason}: ${JSON.stringify(item)}`, async () => {
      const { features, report } = await featuresOf([item], rules);
      assert.deepEqual(features, []);
      assert.deepEqual(report, { count: 1, located: 0, missing: [0], reasons: [reason] });
    });
  }

  it('under its id, or its index where it has none', async () => {
    const items = [{ id: 7 }, { id: 'x' }, { id: '' }, {}, { id: { a: 1 } }, 'text'];
    const { report } = await featuresOf(items);
    assert.deepEqual(report.missing, [7, 'x', 2, 3, 4, 5]);
  });
});

describe('a feature', () => {
  it('has the id and the other fields of its item', async () => {
    const item = { id: 7, name: 'a', lat: 45.4, lon: -75.7, deep: { b: 1 } };
    const { features } = await featuresOf([item]);
    assert.deepEqual(features, [
      {
        type: 'Feature',
        id: 7,
        geometry: POINT,
        properties: { id: 7, name: 'a', deep: { b: 1 } },
      },
    ]);
  });

  it('has an id from another path, and none where there is nothing', async () => {
    const rules = { key: ['meta', 'code'] };
    const { features } = await featuresOf([{ wkt: WKT, meta: { code: 'A' } }, { wkt: WKT }], rules);
    assert.deepEqual(
      features.map((feature) => feature.id),
      ['A', undefined],
    );
    assert(features.every((feature) => 'id' in feature === (feature.id !== undefined)));
  });

  it('keeps an object that holds more than the location', async () => {
    const rules = { kind: 'point', latitude: ['site', 'lat'], longitude: ['site', 'lon'] } as const;
    const site = { lat: 45.4, lon: -75.7, city: 'Ottawa' };
    const { features } = await featuresOf([{ site }], rules);
    assert.deepEqual(features[0]?.properties, { site });
  });

  it('keeps what is beside the coordinates', async () => {
    const location = { lat: 45.4, lon: -75.7, city: 'Ottawa', name: 'Bank Street' };
    const { features } = await featuresOf([{ location }]);
    assert.deepEqual(features[0]?.properties, { location });
  });

  it('is what it was where the item is one', async () => {
    const item = { type: 'Feature', id: 7, geometry: POINT, properties: { name: 'a', id: 8 } };
    const { features } = await featuresOf([item]);
    assert.deepEqual(features, [item]);
  });

  it('may have its id among its properties', async () => {
    const properties = { id: 8 };
    const { features } = await featuresOf([{ type: 'Feature', geometry: POINT, properties }]);
    assert.deepEqual(features, [{ type: 'Feature', id: 8, geometry: POINT, properties }]);
  });

  it('reads nothing that is only inherited', async () => {
    const { report } = await featuresOf([Object.create({ lat: 45.4, lon: -75.7 })]);
    assert.deepEqual(report.reasons, ['noLocation']);
  });
});

describe('a line between devices', () => {
  const DEVICES = [
    { id: 1, location: { lat: 45.4, lon: -75.7 } },
    { id: '2', geometry: { type: 'Point', coordinates: [-75.6, 45.5] } },
    { id: 3 },
    { id: 4, geometry: LINE },
    'no device',
  ];

  async function between(item: object, rules: Partial<FeatureRules> = {}) {
    const { features, report } = await featuresOf([item], rules, DEVICES);
    return features[0]?.geometry ?? report.reasons[0];
  }

  it('goes from the origin to the destination, whose ids may be numbers or texts', async () => {
    assert.deepEqual(await between({ origin_sensor: 1, destination_sensor: 2 }), LINE);
    assert.deepEqual(await between({ origin: '1', destination: '2' }), LINE);
  });

  it('finds ids by paths, in objects, and beside places', async () => {
    const paths = { origin: ['ends', 0], destination: ['ends', 1] };
    assert.deepEqual(await between({ ends: [1, 2] }, paths), LINE);
    assert.deepEqual(await between({ origin: { id: 1, name: 'a' }, destination: { id: 2 } }), LINE);
    assert.deepEqual(await between({ start: 1, end: [-75.6, 45.5] }), LINE);
  });

  it('keeps the ids among the properties', async () => {
    const link = { id: 9, origin_sensor: 1, destination_sensor: 2 };
    const { features } = await featuresOf([link], {}, DEVICES);
    assert.deepEqual(features[0]?.properties, link);
  });

  it('is not drawn where the item has a geometry of its own', async () => {
    assert.deepEqual(await between({ wkt: WKT, origin: 1, destination: 2 }), POINT);
  });

  it('is missing where a device is', async () => {
    assert.equal(await between({ origin: 1, destination: 99 }), 'deviceUnknown');
    assert.equal(await between({ origin: 3, destination: 1 }), 'deviceUnlocated');
    assert.equal(await between({ origin: 1, destination: 4 }), 'deviceUnlocated');
    assert.equal(await between({ origin: 1 }), 'noLocation');
  });

  it('finds the devices where the list itself has its places, else in the usual ways', async () => {
    const kinds: Partial<FeatureRules>[] = [
      { kind: 'point', latitude: ['gps', 'n'], longitude: ['gps', 'e'] },
      { kind: 'wkt', wkt: ['shape'] },
    ];
    const devices = [
      { id: 1, gps: { n: 45.4, e: -75.7 }, shape: WKT },
      { id: 2, lat: 45.5, lon: -75.6 },
    ];
    for (const rules of kinds) {
      const { features } = await featuresOf([{ origin: 1, destination: 2 }], rules, devices);
      assert.deepEqual(features[0]?.geometry, LINE);
    }
  });

  it('does not take what has no id for a device that has none', async () => {
    const devices = [
      { lat: 45.4, lon: -75.7 },
      { id: {}, lat: 45.4, lon: -75.7 },
    ];
    for (const end of [{}, { id: null }, { id: {} }]) {
      const { report } = await featuresOf([{ origin: end, destination: end }], {}, devices);
      assert.deepEqual(report.reasons, ['deviceUnknown']);
    }
  });

  it('may look for the id of a device elsewhere', async () => {
    const devices = DEVICES.flatMap((device) =>
      typeof device === 'string' ? [] : [{ ...device, id: undefined, serial: { no: device.id } }],
    );
    const link = { origin: 1, destination: 2 };
    const { features } = await featuresOf([link], { deviceKey: ['serial', 'no'] }, devices);
    assert.deepEqual(features[0]?.geometry, LINE);
  });
});
