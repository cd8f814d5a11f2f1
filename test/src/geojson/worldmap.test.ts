import assert from 'node:assert/strict';
import type { Geometry } from 'geojson';
import { Aborter } from '../../../src/abort';
import { createDeletions } from '../../../src/geojson/worldmap';
import { drawn, feature, POINT, placeOf, RULES } from './support/drawn';

/** What the map forgets of a thing that was something else before. */
const NOTHING = {
  lat: null,
  lon: null,
  icon: null,
  iconColor: null,
  popup: null,
  line: null,
  geojson: null,
  color: null,
  fillColor: null,
  tooltip: null,
};

const POLYGON: Geometry = {
  type: 'Polygon',
  coordinates: [
    [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 0],
    ],
  ],
};

describe('the worldmap draws', () => {
  it('a point with its looks', async () => {
    const look = {
      layer: 'sensors',
      icon: 'wifi',
      colors: [{ operator: 'else', value: '', color: 'red' }],
    } as const;
    assert.deepEqual(await drawn([feature(POINT, { name: 'a' })], look), [
      {
        ...NOTHING,
        name: 'a',
        layer: 'sensors',
        lat: 45.4,
        lon: -75.7,
        icon: 'wifi',
        iconColor: 'red',
        popup: '<table><tr><td valign="top">name</td><td>a</td></tr></table>',
      },
    ]);
  });

  it('a point with the looks of the map', async () => {
    const [thing] = await drawn([feature(POINT, { name: 'a' })]);
    const popup = '<table><tr><td valign="top">name</td><td>a</td></tr></table>';
    assert.deepEqual(thing, { ...NOTHING, name: 'a', lat: 45.4, lon: -75.7, popup });
  });

  it('lines, latitude first', async () => {
    const line: Geometry = {
      type: 'LineString',
      coordinates: [
        [1, 2, 3],
        [4, 5],
      ],
    };
    const lines: Geometry = {
      type: 'MultiLineString',
      coordinates: [
        [
          [1, 2],
          [4, 5],
        ],
      ],
    };
    const things = await drawn([feature(line), feature(lines)]);
    assert.deepEqual(
      things.map((thing) => thing.line),
      [
        [
          [2, 1],
          [5, 4],
        ],
        [
          [
            [2, 1],
            [5, 4],
          ],
        ],
      ],
    );
    assert(
      things.every(({ popup, lat, geojson }) => popup === null && lat === null && geojson === null),
    );
  });

  it('anything else as GeoJSON', async () => {
    const colors = [{ operator: 'else', value: '', color: '#ff0000' }] as const;
    const [thing] = await drawn([feature(POLYGON, { name: 'a' })], { colors });
    const table = '<table><tr><td valign="top">name</td><td>a</td></tr></table>';
    const properties = { name: 'a', '': table, 'marker-color': '#ff0000' };
    assert.deepEqual(thing?.geojson, { type: 'Feature', properties, geometry: POLYGON });
    assert.deepEqual([thing?.color, thing?.fillColor], ['#ff0000', '#ff0000']);
  });

  it('a collection as a feature for each of its parts, all of them with its looks', async () => {
    const lines = [
      [
        [1, 2],
        [4, 5],
      ],
      [
        [6, 7],
        [8, 9],
      ],
    ];
    const geometries: Geometry[] = [
      POINT,
      { type: 'MultiLineString', coordinates: lines },
      POLYGON,
    ];
    const collection: Geometry = { type: 'GeometryCollection', geometries };
    const colors = [{ operator: 'else', value: '', color: 'red' }] as const;
    const [thing] = await drawn([feature(collection, { name: 'a' })], { colors, icon: 'fa-flag' });
    assert(thing?.geojson?.type === 'FeatureCollection');
    const { features } = thing.geojson;
    assert.deepEqual(
      features.map(({ geometry }) => geometry.type),
      ['Point', 'LineString', 'LineString', 'Polygon'],
    );
    for (const { properties } of features) {
      const { name, 'marker-color': color, 'marker-symbol': symbol } = properties ?? {};
      assert.deepEqual([name, color, symbol], ['a', 'red', 'fa-flag']);
    }
  });
});

describe('what a point shows when it is clicked', () => {
  it('is each field, as text', async () => {
    const properties = { '<b>': '<i>"&\'${name}', n: null, deep: { a: [1] }, flag: true };
    assert.equal(
      (await drawn([feature(POINT, properties)]))[0]?.popup,
      '<table><tr><td valign="top">&lt;b&gt;</td><td>&lt;i&gt;&quot;&amp;&#39;&#36;{name}</td></tr>' +
        '<tr><td valign="top">n</td><td>null</td></tr>' +
        '<tr><td valign="top">deep</td><td>{&quot;a&quot;:[1]}</td></tr>' +
        '<tr><td valign="top">flag</td><td>true</td></tr></table>',
    );
  });
});

describe('what JSON cannot write', () => {
  it('is not shown inside of an object, and as a number alone', async () => {
    const [thing] = await drawn([feature(POINT, { a: 5n, b: { c: 5n } })]);
    assert.match(thing?.popup ?? '', /<td>5<\/td>.*<td><\/td>/);
  });
});

describe('what a line shows under the pointer', () => {
  it('is its name and each field', async () => {
    const line: Geometry = {
      type: 'LineString',
      coordinates: [
        [1, 2],
        [4, 5],
      ],
    };
    assert.equal(
      (await drawn([feature(line, { name: 'a', speed: 5 })]))[0]?.tooltip,
      '<b>a</b><table><tr><td valign="top">name</td><td>a</td></tr>' +
        '<tr><td valign="top">speed</td><td>5</td></tr></table>',
    );
  });
});

describe('what has left the map', () => {
  it('is deleted under the name by which it was drawn', async () => {
    const { signal } = new Aborter();
    const gone = [feature(POINT, { name: '<a>' }, 5), { id: 6, name: 'b' }, { id: 7 }, {}];
    assert.deepEqual(await createDeletions(gone, RULES, placeOf, signal), [
      { name: '‹a› (5)', deleted: true },
      { name: 'b (6)', deleted: true },
      { name: '7', deleted: true },
      { name: '4', deleted: true },
    ]);
  });
});
