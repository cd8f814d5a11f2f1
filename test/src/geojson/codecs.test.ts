import assert from 'node:assert/strict';
import { encode } from '@googlemaps/polyline-codec';
import { geoJSONToWkt } from 'betterknown';
import fc from 'fast-check';
import { type Codecs, loadCodecs } from '../../../src/geojson/codecs';
import { isWkt } from '../../../src/geojson/wkt';
import { assertLinear } from '../../support/growth';
import { geometries, positions } from './support/geometries';

describe('WKT', () => {
  let codecs: Codecs;
  before(async () => {
    codecs = await loadCodecs();
  });

  it('is read as the geometry that it was written from', () => {
    fc.assert(
      fc.property(geometries, (geometry) => {
        assert.deepEqual(codecs.wkt(geoJSONToWkt(geometry)), geometry);
      }),
    );
  });

  for (const [text, coordinates] of [
    ['POINT(1 2)', [1, 2]],
    ['  point ( 1   2 ) ', [1, 2]],
    ['Point(1\n2)', [1, 2]],
    ['SRID=4326;POINT(-75.7 45.4)', [-75.7, 45.4]],
    ['POINT Z (1 2 3)', [1, 2, 3]],
    ['POINT M (1 2 3)', [1, 2]],
    ['POINT ZM (1 2 3 4)', [1, 2, 3]],
    ['POINTZ(1 2 3)', [1, 2, 3]],
    ['pointm(1 2 3)', [1, 2]],
    ['POINTZM(1 2 3 4)', [1, 2, 3]],
    ['POINT(1 2 3)', [1, 2, 3]],
    ['POINT(1 2 3 4)', [1, 2, 3]],
    ['SRID=4326; Point Z(1 2 3)', [1, 2, 3]],
    ['SRID=4269;POINT(1 2)', [1, 2]],
    ['srid=4258;POINTM(1 2 3)', [1, 2]],
  ] as const) {
    it(`is a point in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(codecs.wkt(text), { type: 'Point', coordinates });
    });
  }

  it('turns the rings of polygons as the RFC wants them', () => {
    const text = 'POLYGON((0 0, 0 9, 9 9, 9 0, 0 0), (1 1, 2 1, 2 2, 1 2, 1 1))';
    assert.deepEqual(codecs.wkt(text), {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [9, 0],
          [9, 9],
          [0, 9],
          [0, 0],
        ],
        [
          [1, 1],
          [1, 2],
          [2, 2],
          [2, 1],
          [1, 1],
        ],
      ],
    });
  });

  it('has heights in each of its members', () => {
    const text = 'GEOMETRYCOLLECTION Z(POINT Z(1 2 3), LINESTRING(1 2 3, 4 5 6), POINT EMPTY)';
    assert.deepEqual(codecs.wkt(text), {
      type: 'GeometryCollection',
      geometries: [
        { type: 'Point', coordinates: [1, 2, 3] },
        {
          type: 'LineString',
          coordinates: [
            [1, 2, 3],
            [4, 5, 6],
          ],
        },
      ],
    });
  });

  for (const text of ['MULTIPOINT(1 2, 3 4)', 'MultiPoint((1 2), (3 4))']) {
    it(`is two points in ${text}`, () => {
      const coordinates = [
        [1, 2],
        [3, 4],
      ];
      assert.deepEqual(codecs.wkt(text), { type: 'MultiPoint', coordinates });
    });
  }

  for (const text of ['POINT EMPTY', 'LINESTRING EMPTY', 'GEOMETRYCOLLECTION EMPTY']) {
    it(`has no geometry for ${text}`, () => {
      assert.equal(codecs.wkt(text), undefined);
    });
  }

  for (const [text, reason] of [
    ['', 'wktInvalid'],
    ['Ottawa', 'wktInvalid'],
    ['Pointe-Claire', 'wktInvalid'],
    ['point9(1 2)', 'wktInvalid'],
    ['POINT(1)', 'wktInvalid'],
    ['POINT(1 2', 'wktInvalid'],
    ['POINT(1 2) x', 'wktInvalid'],
    ['POINT(1 2)POINT(3 4)', 'wktInvalid'],
    ['LINESTRING(1,2 3, 4 5)', 'wktInvalid'],
    ['SRID=3857;POINT(1 2)', 'wktInvalid'],
    ['SRID=26915;POINT(1 2)', 'wktInvalid'],
    ['POINT(1 2, 3 4)', 'wktInvalid'],
    ['POINT(1 2 3 4 5)', 'wktInvalid'],
    ['POINT Z', 'wktInvalid'],
    ['POINT()', 'wktInvalid'],
    ['LINESTRING(1 2,)', 'wktInvalid'],
    ['POINT((1 2))', 'geometryInvalid'],
    ['LINESTRING((1 2), (3 4))', 'geometryInvalid'],
    ['POINT(a b)', 'notANumber'],
    ['POINT(200 100)', 'outOfRange'],
    ['POINT(45 -120)', 'swapped'],
    ['LINESTRING(1 2)', 'geometryInvalid'],
    ['POLYGON((0 0, 1 0, 1 1, 0 1))', 'geometryInvalid'],
  ] as const) {
    it(`is refused as ${reason} in ${JSON.stringify(text)}`, () => {
      assert.throws(() => codecs.wkt(text), { name: 'Unlocated', reason });
    });
  }
});

describe('a text that may be WKT', () => {
  let codecs: Codecs;
  before(async () => {
    codecs = await loadCodecs();
  });

  const refuse = (text: string): void => {
    assert.throws(() => codecs.wkt(text), { name: 'Unlocated' });
  };
  const SHAPES: [what: string, make: (length: number) => string][] = [
    ['blanks', (length) => ' '.repeat(length)],
    ['blanks behind a reference system', (length) => `SRID=4326;${' '.repeat(length)}x`],
    ['digits of a reference system', (length) => `SRID=${'4'.repeat(length)}`],
    ['blanks between two coordinates', (length) => `POINT(1${' '.repeat(length)}2`],
    ['numbers', (length) => `LINESTRING(${'1 2, '.repeat(length / 5)}`],
    ['lone numbers', (length) => `LINESTRING(${'1\t'.repeat(length / 2)}`],
    ['brackets', (length) => `POLYGON${'('.repeat(length)}`],
    ['names of geometries', (length) => `GEOMETRYCOLLECTION(${'POINTZM('.repeat(length / 8)}`],
  ];
  for (const [what, make] of SHAPES) {
    it(`is judged in time that grows with its ${what}`, async () => {
      await assertLinear(2 ** 14, make, refuse);
    });
  }

  it('is recognized by how it begins', () => {
    assert(isWkt(`\n${' '.repeat(1_000)}srid=4326;${' '.repeat(1_000)}MultiPolygonZM(`));
    for (const text of ['', 'Point-Claire', 'pointe', 'multi point', 'xPOINT', 'SRID=;POINT(']) {
      assert.equal(isWkt(text), text === 'Point-Claire', text);
    }
  });

  it('is refused where it is longer than a map could draw, whatever is in it', () => {
    refuse(`LINESTRING(${'1 2, '.repeat(300_000)}1 2)`);
    assert(codecs.wkt(`LINESTRING(${'1 2, '.repeat(100_000)}1 2)`) !== undefined);
  });
});

describe('an encoded polyline', () => {
  let codecs: Codecs;
  before(async () => {
    codecs = await loadCodecs();
  });

  for (const precision of [5, 6]) {
    it(`of ${precision} decimal places is read as the line that it was made of`, () => {
      const line = fc.array(positions(precision), { minLength: 2 });
      fc.assert(
        fc.property(line, (coordinates) => {
          const text = encode(
            coordinates.map(([longitude = 0, latitude = 0]) => [latitude, longitude]),
            precision,
          );
          assert.deepEqual(codecs.polyline(text, precision), { type: 'LineString', coordinates });
        }),
      );
    });
  }

  it("is that of Google's documentation", () => {
    assert.deepEqual(codecs.polyline('_p~iF~ps|U_ulLnnqC_mqNvxq`@', 5), {
      type: 'LineString',
      coordinates: [
        [-120.2, 38.5],
        [-120.95, 40.7],
        [-126.453, 43.252],
      ],
    });
  });

  for (const [text, reason] of [
    ['', 'polylineInvalid'],
    ['_p~iF', 'polylineInvalid'],
    ['_p~iF~ps|U', 'polylineInvalid'],
    ['_p~iF~ps|U_ulLnnqC_mqN', 'polylineInvalid'],
    ['_p~iF~ps|U_ulLnnq', 'polylineInvalid'],
    ['Somerset Street West', 'polylineInvalid'],
  ] as const) {
    it(`is refused where it is ${JSON.stringify(text)}`, () => {
      assert.throws(() => codecs.polyline(text, 5), { name: 'Unlocated', reason });
    });
  }

  it('is refused where it is longer than a map could draw, with a reason of its own', () => {
    const place: [number, number] = [38.5, -120.2];
    const text = encode([place, place], 5);
    for (const long of ['?'.repeat(8_000_000), text.repeat(800_000), '~'.repeat(8_000_000)]) {
      assert.throws(() => codecs.polyline(long, 5), { reason: 'polylineInvalid' });
    }
  });

  it('is judged in time that grows with its length', async () => {
    await assertLinear(
      2 ** 16,
      (length) => `${'?'.repeat(length)} `,
      (text) => assert.throws(() => codecs.polyline(text, 5), { reason: 'polylineInvalid' }),
    );
  });

  it('is reported to be out of range where its precision is another', () => {
    const text = encode(
      [
        [38.5, -120.2],
        [40.7, -120.95],
      ],
      6,
    );
    assert.throws(() => codecs.polyline(text, 5), { reason: 'outOfRange' });
  });
});
