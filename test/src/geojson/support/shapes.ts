/** A list as a feed sends it, and where its first item is. */
export interface Shape {
  readonly what: string;
  readonly payload: unknown;
  /** Steps to the fields that a user names. */
  readonly paths?: Readonly<Record<string, readonly string[]>>;
  /** Nothing where the first item has no place. */
  readonly type?: string;
  readonly first?: readonly number[];
}

const AT = [-93.1, 41.2];
const line = { type: 'LineString', first: AT };
const place = { type: 'Point', first: AT };
const A = { lat: 41.2, lon: -93.1 };
const B = { lat: 41.3, lon: -93.2 };
const PAIRS = [
  [-93.1, 41.2],
  [-93.2, 41.3],
];

/** Lists with the shapes of roadside feeds, road work feeds, geometries of databases and portals. */
export const SHAPES: readonly Shape[] = [
  {
    what: 'a FeatureCollection',
    payload: {
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          id: 's1',
          properties: { name: 'S1' },
          geometry: { type: 'MultiPoint', coordinates: PAIRS },
        },
      ],
    },
    type: 'MultiPoint',
    first: AT,
  },
  {
    what: 'pages of FeatureCollections, joined',
    payload: [
      { type: 'FeatureCollection', features: [] },
      {
        type: 'FeatureCollection',
        features: [
          { type: 'Feature', properties: null, geometry: { type: 'Point', coordinates: AT } },
        ],
      },
    ],
    ...place,
  },
  {
    what: 'a feature whose properties say where it is',
    payload: [{ type: 'Feature', geometry: null, properties: { start: A, end: B } }],
    ...line,
  },
  {
    what: 'a feature without properties',
    payload: [{ type: 'Feature', geometry: { type: 'Point', coordinates: AT } }],
    ...place,
  },
  { what: 'a line of x and y', payload: [{ line: PAIRS.map(([x, y]) => ({ x, y })) }], ...line },
  {
    what: 'a line of lat and lng',
    payload: [{ points: [A, B].map(({ lat, lon }) => ({ lat, lng: lon })) }],
    ...line,
  },
  {
    what: 'a line one level deeper',
    payload: [
      {
        coordinates: {
          coordinate: [A, B].map(({ lat, lon }) => ({ latitude: lat, longitude: lon })),
        },
      },
    ],
    ...line,
  },
  { what: 'a line of pairs', payload: [{ path: PAIRS }], ...line },
  {
    what: 'a line of pairs of texts',
    payload: [
      {
        Coords: [
          ['-93.1', '41.2'],
          ['-93.2', '41.3'],
        ],
      },
    ],
    ...line,
  },
  {
    what: 'a line of points of GeoJSON',
    payload: [{ waypoints: PAIRS.map((coordinates) => ({ type: 'Point', coordinates })) }],
    ...line,
  },
  {
    what: 'a line of objects with a location',
    payload: [{ vertices: [{ location: A }, { location: B }] }],
    ...line,
  },
  { what: 'a line of texts', payload: [{ shape_points: ['41.2,-93.1', '41.3, -93.2'] }], ...line },
  { what: 'a line of pairs as JSON', payload: [{ line: ' [[-93.1,41.2],[-93.2,41.3]]' }], ...line },
  {
    what: 'a line of several parts',
    payload: [{ lines: 1, geometry: [PAIRS, PAIRS] }],
    type: 'MultiLineString',
    first: AT,
  },
  { what: 'a line in a text', payload: [{ linkPoints: '41.2,-93.1 41.3,-93.2' }], ...line },
  {
    what: 'a line in a text with semicolons',
    payload: [{ link_points: '41.2 -93.1; 41.3 -93.2;' }],
    ...line,
  },
  {
    what: 'a line in a text with bars',
    payload: [{ LinkPoints: '41.2, -93.1 | 41.3, -93.2' }],
    ...line,
  },
  { what: 'a line in a text of blanks', payload: [{ line: '41.2 -93.1 41.3 -93.2' }], ...line },
  {
    what: 'a line in a text with blanks inside of the pairs',
    payload: [{ line: '41.2 -93.1, 41.3 -93.2' }],
    ...line,
  },
  {
    what: 'a line in a text of KML',
    payload: [{ coordinates: '-93.1,41.2,250 -93.2,41.3,251' }],
    type: 'LineString',
    first: [...AT, 250],
  },
  { what: 'a place in a text', payload: [{ location: '41.2, -93.1' }], ...place },
  { what: 'capitalized names', payload: [{ Latitude: 41.2, Longitude: -93.1 }], ...place },
  { what: 'names in upper case', payload: [{ LAT: '41.2', LONG: '-93.1' }], ...place },
  {
    what: 'a capitalized geometry',
    payload: [{ Geometry: { type: 'Point', coordinates: AT } }],
    ...place,
  },
  {
    what: 'ends with capitalized coordinates',
    payload: [
      {
        StartRoadwayLocation: { Latitude: 41.2, Longitude: -93.1 },
        EndRoadwayLocation: { Latitude: 41.3, Longitude: -93.2 },
      },
    ],
    paths: { origin: ['StartRoadwayLocation'], destination: ['EndRoadwayLocation'] },
    ...line,
  },
  {
    what: 'ends with coordinates that a user names',
    payload: [{ a: { n: 41.2, e: -93.1 }, b: { n: 41.3, e: -93.2 } }],
    paths: { latitude: ['n'], longitude: ['e'], origin: ['a'], destination: ['b'] },
    ...line,
  },
  {
    what: 'ends with x and y',
    payload: [{ from: { x: -93.1, y: 41.2 }, to: { x: -93.2, y: 41.3 } }],
    ...line,
  },
  {
    what: 'the coordinates of both ends',
    payload: [{ start_lat: 41.2, start_lon: -93.1, end_lat: 41.3, end_lon: -93.2 }],
    ...line,
  },
  {
    what: 'the coordinates of both ends, capitalized',
    payload: [
      {
        OriginLatitude: 41.2,
        OriginLongitude: -93.1,
        DestinationLatitude: 41.3,
        DestinationLongitude: -93.2,
      },
    ],
    ...line,
  },
  { what: 'a bare line', payload: [{ type: 'LineString', coordinates: PAIRS }], ...line },
  {
    what: 'a bare collection',
    payload: [{ type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: AT }] }],
    type: 'GeometryCollection',
  },
  {
    what: 'heights without Z',
    payload: [{ location: 'SRID=4326;LINESTRING(-93.1 41.2 250, -93.2 41.3 251)' }],
    type: 'LineString',
    first: [...AT, 250],
  },
  { what: 'NAD83', payload: [{ location: 'SRID=4269;POINT(-93.1 41.2)' }], ...place },
  { what: 'ETRS89', payload: [{ location: 'SRID=4258;POINT(-93.1 41.2)' }], ...place },
  {
    what: 'opening hours beside sensors',
    payload: [{ start: 7, end: 19, origin_sensor: A, destination_sensor: B }],
    ...line,
  },
  {
    what: 'a position on a screen beside a latitude and a longitude',
    payload: [{ position: [1, 2], ...A }],
    ...place,
  },
  {
    what: 'a position on a screen beside sensors',
    payload: [{ position: { x: 1, y: 2 }, origin_sensor: A, destination_sensor: B }],
    ...line,
  },
  {
    what: 'a feature as text',
    payload: [
      {
        geojson: ` ${JSON.stringify({ type: 'Feature', properties: { road: 'A1' }, geometry: { type: 'Point', coordinates: AT } })}`,
      },
    ],
    ...place,
  },
  { what: 'a latitude and a longitude of 0', payload: [{ lat: 0, lon: 0 }] },
  { what: 'texts of 0', payload: [{ location: { Latitude: '0.0', Longitude: '0' } }] },
  { what: 'a point at 0', payload: [{ geometry: { type: 'Point', coordinates: [0, 0] } }] },
  { what: 'a line that begins at 0', payload: [{ start: { lat: 0, lon: 0 }, end: B }] },
  { what: 'blanks for coordinates', payload: [{ lat: ' ', lon: ' ' }] },
  { what: 'a position on a screen alone', payload: [{ x: 1, y: 2 }] },
  {
    what: 'paths and points of another kind',
    payload: [{ path: ['a', 'b'], points: 3, shape: 'circle', route: [1, 2, 3, 4] }],
  },
  {
    what: 'GeoJSON as text with a byte order mark',
    payload: [{ geometry: `\u{FEFF}${JSON.stringify({ type: 'Point', coordinates: AT })}` }],
    ...place,
  },
  {
    what: 'a list as text with a byte order mark',
    payload: [{ path: `\u{FEFF}${JSON.stringify(PAIRS)}` }],
    ...line,
  },
  {
    what: 'a position as text in brackets',
    payload: [{ location: '(41.2, -93.1)' }],
    ...place,
  },
  {
    what: 'a field that is called a feature',
    payload: [{ feature: { type: 'Feature', geometry: { type: 'Point', coordinates: AT } } }],
    ...place,
  },
  { what: 'a geo of its address', payload: [{ geo: { lat: '41.2', lng: '-93.1' } }], ...place },
  {
    what: 'a line that is nowhere but at 0, 0',
    payload: [
      {
        line: [
          [0, 0],
          [0, 0],
        ],
      },
    ],
  },
  {
    what: 'points that are nowhere but at 0, 0',
    payload: [{ location: 'MULTIPOINT ((0 0), (0 0))' }],
  },
];
