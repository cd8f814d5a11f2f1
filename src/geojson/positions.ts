import type { Position } from 'geojson';
import { isRecord } from '../json-value';
import { isBlank, positionOf } from './geometry';
import { LONGEST_TEXT, Unlocated } from './unlocated';

/**
 * The positions of a line that is written as a list: of `[longitude, latitude]`, of objects or of
 * texts. Nothing where the first member of the list is not a position.
 *
 * @param read the position of a member that is not a pair of numbers
 * @throws {Unlocated} where another member is not a position
 */
export function readPositions(
  list: readonly unknown[],
  read: (member: unknown) => Position | undefined,
): Position[] | undefined {
  const readMember = (member: unknown): Position | undefined =>
    Array.isArray(member) ? pairIn(member) : read(member);
  if (readMember(list[0]) === undefined) return undefined;
  return list.map((member) => {
    const position = readMember(member);
    if (position === undefined) throw new Unlocated('geometryInvalid');
    return position;
  });
}

/** A position as GeoJSON writes it, be its numbers written as text. */
export function pairIn(pair: readonly unknown[]): Position | undefined {
  const [longitude, latitude, height] = pair;
  if (!isNumeric(longitude) || !isNumeric(latitude)) return undefined;
  const position = positionOf(latitude, longitude);
  return position && isNumeric(height) ? [...position, Number(height)] : position;
}

function isNumeric(value: unknown): boolean {
  return typeof value === 'number' || (isText(value) && Number.isFinite(Number(value)));
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && !isBlank(value);
}

/** The characters of a text of numbers: any other text is not one. */
const NUMERIC = /^[-+.\d,;|\s]+$/;

/**
 * The positions in a text of numbers: latitudes and longitudes, such as `41.2,-93.1 41.3,-93.2`,
 * or with a third number longitudes, latitudes and heights, as KML writes them. Nothing where it
 * is another text.
 *
 * @throws {Unlocated} where there is no such place
 */
export function positionsInText(given: string): Position[] | undefined {
  const text = withoutBrackets(given.trim());
  if (text.length > LONGEST_TEXT || !text.includes('.') || !NUMERIC.test(text)) return undefined;
  const { numbers, size } = inGroups(text);
  if (numbers.length < 2 || !numbers.every(Number.isFinite) || numbers.length % size !== 0) {
    return undefined;
  }
  const positions: Position[] = [];
  for (let at = 0; at < numbers.length; at += size) {
    const [first, second, third] = numbers.slice(at, at + size);
    const position = third === undefined ? positionOf(first, second) : positionOf(second, first);
    if (position !== undefined)
      positions.push(third === undefined ? position : [...position, third]);
  }
  return positions;
}

/** One position may be in brackets: `(41.2, -93.1)`. */
function withoutBrackets(text: string): string {
  return text.startsWith('(') && text.endsWith(')') ? text.slice(1, -1).trim() : text;
}

/** The numbers in a text, and how many of them make a position. */
function inGroups(text: string): { numbers: number[]; size: 2 | 3 } {
  const isDivided = /[;|]/.test(text);
  const groups = isDivided
    ? text.split(/[;|]/).filter((group) => !isBlank(group))
    : text.split(/\s+/).filter((group) => group !== ',');
  const sizes = new Set(groups.map((group) => numbersIn(group).length));
  const numbers = groups.flatMap(numbersIn);
  return { numbers, size: sizes.size === 1 && sizes.has(3) ? 3 : 2 };
}

function numbersIn(group: string): number[] {
  return group
    .split(/[\s,]+/)
    .filter((word) => word !== '')
    .map(Number);
}

/** A list of lists of positions, as a line of several parts is written. */
export function isListOfLists(list: readonly unknown[]): list is readonly (readonly unknown[])[] {
  return list.every((line) => Array.isArray(line) && isRecord(line[0]));
}
