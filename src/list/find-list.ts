import type { ByteWindow } from './byte-window';
import { endOfValue, isComma } from './end-of-value';

/** How a body begins that is an array or an object, after its byte-order mark; read as Latin-1. */
const START = /^(?:\xEF\xBB\xBF)?[ \t\r\n]*([[{])/;

/** A member of an object whose value is an array, and whose name is letters or their escapes. */
const ARRAY_MEMBER = /^[ \t\r\n]*("(?:[a-z]|\\u[\da-fA-F]{4})*")[ \t\r\n]*:[ \t\r\n]*\[/;

/** Bytes in which such a member, or the start of a body, has its bracket, unless it is meant to tease. */
const OPENING_BYTES = 256;

/** Where the items of a list begin. */
export interface ListStart {
  readonly isBare: boolean;
  /** Index in the window, behind the bracket that opens the list. */
  readonly at: number;
}

/**
 * Looks for the list in a body of either shape, from its first byte on. What
 * is not found, as in a body that is no list, is for a parser of the whole.
 */
export async function findList(window: ByteWindow): Promise<ListStart | undefined> {
  await window.fill(OPENING_BYTES);
  const [start, bracket] = START.exec(opening(window, 0)) ?? [];
  if (start === undefined) return undefined;
  if (bracket === '[') return { isBare: true, at: start.length };
  const at = await findResults(window, start.length);
  return at === undefined ? undefined : { isBare: false, at };
}

/**
 * Looks for the next member `"results": [` of the object whose member begins at
 * `from`.
 *
 * @returns the index behind the bracket
 */
export async function findResults(window: ByteWindow, from: number): Promise<number | undefined> {
  for (let member = from; ; member++) {
    while (window.bytes.length < member + OPENING_BYTES && (await window.grow()));
    const [start, name = '""'] = ARRAY_MEMBER.exec(opening(window, member)) ?? [];
    if (start !== undefined && JSON.parse(name) === 'results') return member + start.length;
    const begin = member;
    do member = endOfValue(window.bytes, begin);
    while (member === -1 && (await window.grow()));
    if (!isComma(window.bytes, member)) return undefined;
  }
}

function opening({ bytes }: ByteWindow, from: number): string {
  return bytes.toString('latin1', from, from + OPENING_BYTES);
}
