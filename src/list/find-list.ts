import { OPENING_BRACE, OPENING_BRACKET, skipBlanks } from '../json/bytes';
import { BYTE_ORDER_MARK, withoutMark } from '../json/parse-json';
import type { ByteWindow } from './byte-window';
import { endOfValue, isComma } from './end-of-value';

const COLON = 0x3a;

/** A name of lower-case letters or their escapes. */
const NAME = /^"(?:[a-z]|\\u[\da-fA-F]{4})*"/;

/** Bytes of the name "results", however it is written. */
const NAME_BYTES = '"results"'.length * '\\u0072'.length;

/** Where the items of a list begin. */
export interface ListStart {
  readonly isBare: boolean;
  /** Index in the window, behind the bracket that opens the list. */
  readonly at: number;
}

/**
 * Looks for the list in a body of either shape, from its first byte on. What
 * is not found, as in a body that is no list, is for a parser of the complete body.
 */
export async function findList(window: ByteWindow): Promise<ListStart | undefined> {
  await window.fill(BYTE_ORDER_MARK.length);
  const mark = window.bytes.length - withoutMark(window.bytes).length;
  const start = await skipSpace(window, mark);
  const opening = window.bytes[start];
  if (opening === OPENING_BRACKET) return { isBare: true, at: start + 1 };
  if (opening !== OPENING_BRACE) return undefined;
  const at = await findResults(window, start + 1);
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
    const at = await insideResults(window, member);
    if (at !== undefined) return at;
    const begin = member;
    do member = endOfValue(window.bytes, begin);
    while (member === -1 && (await window.grow()));
    if (!isComma(window.bytes, member)) return undefined;
  }
}

/** The index behind the bracket, where the member is `"results": [`. */
async function insideResults(window: ByteWindow, member: number): Promise<number | undefined> {
  const start = await skipSpace(window, member);
  const name = await nameAt(window, start);
  if (name === undefined || JSON.parse(name) !== 'results') return undefined;
  const value = await behind(COLON, window, start + name.length);
  return value && behind(OPENING_BRACKET, window, value);
}

/** The name there, as it is written, if it may be "results". */
async function nameAt(window: ByteWindow, start: number): Promise<string | undefined> {
  for (let isMore = true; isMore; ) {
    const [name] = NAME.exec(window.bytes.toString('latin1', start, start + NAME_BYTES)) ?? [];
    if (name !== undefined) return name;
    const { length } = window.bytes;
    isMore = length < start + NAME_BYTES && (await window.fill(length + 1));
  }
  return undefined;
}

/** The index behind this byte, where it is the next one but for white space. */
async function behind(byte: number, window: ByteWindow, from: number): Promise<number | undefined> {
  const at = await skipSpace(window, from);
  return window.bytes[at] === byte ? at + 1 : undefined;
}

/**
 * The index of the next byte that is no white space. Of white space the first
 * byte stays, so that nothing begins the body that did not: much of it would
 * have to be kept, and copied with each chunk.
 */
async function skipSpace(window: ByteWindow, from: number): Promise<number> {
  for (let at = from; ; ) {
    at = skipBlanks(window.bytes, at);
    if (at < window.bytes.length) return at;
    if (at > from + 1) {
      at = from + 1;
      window.dropFrom(at);
    }
    if (!(await window.fill(at + 1))) return at;
  }
}
