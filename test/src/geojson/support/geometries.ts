import fc from 'fast-check';
import type { Geometry, Position } from 'geojson';

/** Whole millionths of a degree: what services give, and what survives being written and read. */
const degrees = (limit: number, places: number): fc.Arbitrary<number> => {
  const factor = 10 ** places;
  return fc.integer({ min: -limit * factor, max: limit * factor }).map((n) => n / factor);
};

/** Positions that lie on the earth. */
export function positions(places = 6): fc.Arbitrary<Position> {
  return fc.tuple(degrees(180, places), degrees(90, places));
}

const position = positions();
const line = fc.array(position, { minLength: 2, maxLength: 6 });
/** Counterclockwise, as outlines are. */
const square = fc
  .tuple(degrees(89, 3), degrees(44, 3), fc.integer({ min: 1, max: 1000 }))
  .map(([x, y, n]): Position[] => {
    const [right, top] = [x + n / 1000, y + n / 1000];
    return [
      [x, y],
      [right, y],
      [right, top],
      [x, top],
      [x, y],
    ];
  });

const simple: fc.Arbitrary<Exclude<Geometry, { type: 'GeometryCollection' }>> = fc.oneof(
  position.map((coordinates) => ({ type: 'Point' as const, coordinates })),
  line.map((coordinates) => ({ type: 'LineString' as const, coordinates })),
  square.map((ring) => ({ type: 'Polygon' as const, coordinates: [ring] })),
  line.map((coordinates) => ({ type: 'MultiPoint' as const, coordinates })),
  fc
    .array(line, { minLength: 1, maxLength: 3 })
    .map((coordinates) => ({ type: 'MultiLineString' as const, coordinates })),
  fc
    .array(square, { minLength: 1, maxLength: 3 })
    .map((rings) => ({ type: 'MultiPolygon' as const, coordinates: rings.map((ring) => [ring]) })),
);

/** Geometries of RFC 7946, of every type. */
export const geometries: fc.Arbitrary<Geometry> = fc.oneof(
  { weight: 5, arbitrary: simple },
  {
    weight: 1,
    arbitrary: fc
      .array(simple, { minLength: 1, maxLength: 3 })
      .map((members) => ({ type: 'GeometryCollection' as const, geometries: members })),
  },
);
