import type { Geometry } from 'geojson';
import { readGeometry } from './geometry';
import { LONGEST_TEXT, Unlocated } from './unlocated';

/** The types of geometries by their words in WKT. No other text begins with one of them. */
const TYPES: ReadonlyMap<string, Geometry['type']> = new Map([
  ['point', 'Point'],
  ['linestring', 'LineString'],
  ['polygon', 'Polygon'],
  ['multipoint', 'MultiPoint'],
  ['multilinestring', 'MultiLineString'],
  ['multipolygon', 'MultiPolygon'],
  ['geometrycollection', 'GeometryCollection'],
]);

/**
 * The reference systems in degrees of longitude and latitude: WGS 84, NAD83 and ETRS89, which
 * differ by less than a map can show.
 */
const SYSTEMS: ReadonlySet<string> = new Set(['4326', '4269', '4258']);

/** Characters that the words before the first bracket have at the most. */
const LONGEST_START = 50;

/** Brackets inside of each other: five in a collection of multipolygons. */
const MOST_BRACKETS = 8;

const SRID = /^srid=(\d+);/i;
const FIRST_WORD = /^\w+/;
const DIMENSION = /(?:zm|z|m)$/;
/** The third number of a position is a measure and not a height. */
const MEASURE = /(?:^|[^z])m$/i;

/** Whether a text begins as WKT or EWKT does. */
export function isWkt(text: string): boolean {
  // What begins a geometry is short: the rest of the text needs no looking at.
  const start = text.trimStart();
  const [srid = ''] = SRID.exec(start.slice(0, LONGEST_START)) ?? [];
  const geometry = start.slice(srid.length).trimStart();
  const [word = ''] = FIRST_WORD.exec(geometry.slice(0, LONGEST_START)) ?? [];
  return typeOf(word) !== undefined;
}

/**
 * A geometry of WKT or EWKT in longitude and latitude; nothing where it is `EMPTY`. Heights may
 * come without `Z`, as PostGIS writes them. Measures are left out.
 *
 * @throws {Unlocated} also for a reference system that is not in degrees
 */
export function readWkt(text: string): Geometry | undefined {
  if (text.length > LONGEST_TEXT || !isWkt(text)) throw new Unlocated('wktInvalid');
  const start = text.trimStart();
  const [srid = '', system = ''] = SRID.exec(start.slice(0, LONGEST_START)) ?? [];
  if (srid !== '' && !SYSTEMS.has(system)) throw new Unlocated('wktInvalid');
  const tokens = new Tokens(start.slice(srid.length));
  const shape = readShape(tokens, 0);
  if (tokens.next() !== undefined) throw new Unlocated('wktInvalid');
  return shape && readGeometry(shape);
}

function typeOf(word: string): Geometry['type'] | undefined {
  const type = word.toLowerCase();
  return TYPES.get(type) ?? TYPES.get(type.replace(DIMENSION, ''));
}

/** The brackets, commas and words of a text. */
class Tokens {
  readonly #token = /[(),]|[^\s(),]+/g;
  readonly #text: string;
  #ahead: string | undefined;

  constructor(text: string) {
    this.#text = text;
    this.#ahead = this.#read();
  }

  /** The next one, which stays. */
  peek(): string | undefined {
    return this.#ahead;
  }

  next(): string | undefined {
    const token = this.#ahead;
    this.#ahead = this.#read();
    return token;
  }

  /** Takes the next one where it is this one. */
  take(token: string): boolean {
    if (this.#ahead?.toLowerCase() !== token) return false;
    this.#ahead = this.#read();
    return true;
  }

  /** @throws {Unlocated} where the next one is another */
  expect(token: string): void {
    if (!this.take(token)) throw new Unlocated('wktInvalid');
  }

  #read(): string | undefined {
    return this.#token.exec(this.#text)?.[0];
  }
}

/** What `readGeometry` takes. */
interface Shape {
  readonly type: Geometry['type'];
  readonly coordinates?: unknown;
  readonly geometries?: readonly Shape[];
}

function readShape(tokens: Tokens, depth: number): Shape | undefined {
  const word = tokens.next() ?? '';
  const type = typeOf(word);
  if (type === undefined || depth > MOST_BRACKETS) throw new Unlocated('wktInvalid');
  let isMeasured = MEASURE.test(word);
  for (const dimension of ['zm', 'z', 'm']) {
    if (tokens.take(dimension)) isMeasured = MEASURE.test(dimension);
  }
  if (tokens.take('empty')) return undefined;
  if (type === 'GeometryCollection') {
    const geometries = readList(tokens, () => readShape(tokens, depth + 1));
    return { type, geometries: geometries.filter((shape) => shape !== undefined) };
  }
  const list = readList(tokens, () => readMember(tokens, isMeasured, depth + 1));
  const members = list.filter((member) => member !== undefined);
  if (type === 'MultiPoint') return { type, coordinates: members.map(withoutBrackets) };
  if (type !== 'Point') return { type, coordinates: members };
  if (members.length > 1) throw new Unlocated('wktInvalid');
  return { type, coordinates: members[0] };
}

function readList<T>(tokens: Tokens, read: () => T): T[] {
  tokens.expect('(');
  const members = [read()];
  while (tokens.take(',')) members.push(read());
  tokens.expect(')');
  return members;
}

/** A position, or a list of what is in brackets; nothing where it is empty. */
function readMember(tokens: Tokens, isMeasured: boolean, depth: number): unknown {
  if (depth > MOST_BRACKETS) throw new Unlocated('wktInvalid');
  if (tokens.take('empty')) return undefined;
  if (tokens.peek() === '(') {
    return readList(tokens, () => readMember(tokens, isMeasured, depth + 1));
  }
  const numbers: number[] = [];
  for (let token = tokens.peek(); isWord(token); token = tokens.peek()) {
    numbers.push(Number(token));
    tokens.next();
  }
  if (numbers.length < 2 || numbers.length > 4) throw new Unlocated('wktInvalid');
  return numbers.slice(0, isMeasured ? 2 : 3);
}

function isWord(token: string | undefined): boolean {
  return token !== undefined && token !== '(' && token !== ')' && token !== ',';
}

/** A multipoint may have each of its points in brackets. */
function withoutBrackets(member: unknown): unknown {
  return Array.isArray(member) && Array.isArray(member[0]) ? member[0] : member;
}
