import assert from 'node:assert/strict';
import type { Feature, Geometry } from 'geojson';
import { Aborter } from '../../../src/abort';
import type { ColorRule } from '../../../src/geojson/map-colors';
import { createDeletions, createWorldmap, type WorldmapRules } from '../../../src/geojson/worldmap';
import { assertLinear } from '../../support/growth';

const RULES: WorldmapRules = {
  label: ['name'],
  key: ['id'],
  layer: '',
  icon: '',
  colorBy: [],
  colors: [],
};

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

const placeOf = (index: number): string => String(index + 1);

function feature(geometry: Geometry, properties: object = {}, id?: number): Feature {
  return {
    type: 'Feature',
    geometry,
    properties: { ...properties },
    ...(id !== undefined && { id }),
  };
}

const POINT: Geometry = { type: 'Point', coordinates: [-75.7, 45.4] };
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

async function drawn(items: readonly Feature[], changes: Partial<WorldmapRules> = {}) {
  const { signal } = new Aborter();
  const list = { features: [...items], items, indexes: items.map((_, index) => index) };
  const drawings = await createWorldmap(list, { ...RULES, ...changes }, placeOf, signal);
  return drawings.map(({ draw }) => draw());
}

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

describe('the name on the map', () => {
  const names = async (features: readonly Feature[], label = ['name']) =>
    (await drawn(features, { label })).map(({ name }) => name);

  it('is that of the item and its id, or what there is of them, or its place in the list', async () => {
    const features = [feature(POINT, { name: 'a' }, 5), feature(POINT, {}, 6), feature(POINT)];
    assert.deepEqual(await names(features), ['a (5)', '6', '3']);
    assert.deepEqual(await names(features, []), ['5', '6', '3']);
    assert.deepEqual(
      await names([feature(POINT, { name: 7 }, 7), feature(POINT, { name: ' ' }, 8)]),
      ['7', '8'],
    );
  });

  it('does not depend on the other items', async () => {
    const [one, two] = [feature(POINT, { name: 'a' }, 5), feature(POINT, { name: 'a' }, 6)];
    assert.deepEqual(await names([one, two]), ['a (5)', 'a (6)']);
    assert.deepEqual([...(await names([one])), ...(await names([two]))], ['a (5)', 'a (6)']);
  });

  it('is found by paths in features and in their properties', async () => {
    const road = feature(POINT, { core: { name: 'a' }, speed: 5 }, 5);
    const colors = [{ operator: 'eq', value: '5', color: 'red' }] as const;
    for (const before of [[], ['properties']]) {
      const label = [...before, 'core', 'name'];
      const [thing] = await drawn([road], { label, colorBy: [...before, 'speed'], colors });
      assert.deepEqual([thing?.name, thing?.iconColor], ['a (5)', 'red']);
    }
  });

  it('is unique also where an item is called what another is made', async () => {
    const features = [
      feature(POINT, { name: 'a' }, 5),
      feature(POINT, { name: 'a' }, 6),
      feature(POINT, { name: 'a (5)' }),
      feature(POINT, { name: 'a' }, 5),
    ];
    assert.deepEqual(await names(features), ['a (5)', 'a (6)', 'a (5) 2', 'a (5) 3']);
  });

  it('is found as fast where thousands of items have the same name and the same id', async () => {
    const same = Array.from({ length: 5 }, () => feature(POINT, { name: 'a' }, 5));
    const two = feature(POINT, { name: 'a (5) 3' });
    const unique = ['a (5)', 'a (5) 2', 'a (5) 3', 'a (5) 4', 'a (5) 5', 'a (5) 3 2'];
    assert.deepEqual(await names([...same, two]), unique);
    await assertLinear(1_000, (size) => Array(size).fill(same[0]), names);
  });

  it('is not a member of every object, and not what is deleted with another', async () => {
    const given = ['__proto__', 'constructor', 'hasOwnProperty', 'a_'];
    const features = given.map((name) => feature(POINT, { name }));
    assert.deepEqual(
      await names(features),
      given.map((name) => `‹${name}›`),
    );
  });

  it('is cut where it is very long, as are the values in a popup', async () => {
    const long = '&'.repeat(1_000_000);
    const [thing] = await drawn([feature(POINT, { name: long })]);
    assert.equal(thing?.name, `${'＆'.repeat(500)}…`);
    const row = `<td>${'&amp;'.repeat(10_000)}…</td>`;
    assert(thing?.popup?.includes(row));
  });

  it('is not an entity, an escape, a line break, a pattern or half a character', async () => {
    const name = '\n x&quot;);\\x22\r\u2028`${name}$&\ud83d';
    assert.deepEqual(await names([feature(POINT, { name })]), [
      'x＆quot;);＼x22  ‘＄{name}＄＆\ufffd',
    ]);
  });

  it('is not HTML in the icon, the layer and the color', async () => {
    const bad = `<b a="b" c='d'>`;
    const colors = [{ operator: 'else', value: '', color: bad }] as const;
    const [thing] = await drawn([feature(POINT)], { icon: bad, layer: bad, colors });
    const good = '‹b a=”b” c=’d’›';
    assert.deepEqual([thing?.icon, thing?.layer, thing?.iconColor], [good, good, good]);
  });

  it('is not HTML', async () => {
    const name = `<img src="x" onerror='y'>O'Connor`;
    assert.deepEqual(await names([feature(POINT, { name })]), [
      '‹img src=”x” onerror=’y’›O’Connor',
    ]);
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

describe('the color', () => {
  const rule = (operator: ColorRule['operator'], value: string, color: string): ColorRule => ({
    operator,
    value,
    color,
  });
  const STATUS = [
    rule('eq', 'Live', 'green'),
    rule('eq', 'false', 'red'),
    rule('eq', 'null', 'grey'),
  ];
  const SPEED = [
    rule('lt', '20', 'red'),
    rule('lte', '30', 'orange'),
    rule('gt', '90', 'blue'),
    rule('gte', '40', 'green'),
    rule('else', '', 'grey'),
  ];
  const CASES: [value: unknown, colors: ColorRule[], color: string | undefined][] = [
    ['Live', STATUS, 'green'],
    [false, STATUS, 'red'],
    [null, STATUS, 'grey'],
    ['Offline', STATUS, undefined],
    [19.9, SPEED, 'red'],
    ['19.9', SPEED, 'red'],
    [20, SPEED, 'orange'],
    [30, SPEED, 'orange'],
    [35, SPEED, 'grey'],
    [40, SPEED, 'green'],
    [91, SPEED, 'blue'],
    [null, SPEED, 'grey'],
    ['', SPEED, 'grey'],
    [false, SPEED, 'grey'],
    ['fast', SPEED, 'grey'],
    [' ', SPEED, 'grey'],
    [[], SPEED, 'grey'],
    [-1, [rule('lt', '', 'red')], undefined],
    [5, [], undefined],
  ];
  for (const [value, colors, color] of CASES) {
    it(`of ${JSON.stringify(value)} is ${color ?? "the map's own"} by ${colors.length} rules`, async () => {
      const [thing] = await drawn([feature(POINT, { value })], { colorBy: ['value'], colors });
      assert.equal(thing?.iconColor, color ?? null);
    });
  }
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
