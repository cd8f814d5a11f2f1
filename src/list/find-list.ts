import { OPENING_BRACE, OPENING_BRACKET, skipBlanks } from '../json/bytes';
import { BYTE_ORDER_MARK, withoutMark } from '../json/parse-json';
import type { Path } from '../value-at';
import type { ByteWindow } from './byte-window';
import { endOfValue, isComma } from './end-of-value';

const COLON = 0x3a;

/** A name as JSON writes it, as far as it is in view. */
const NAME = /^"(?:[^"\\]|\\.)*"/s;

/** Bytes that a character of a name takes at the most, where it is escaped. */
const CHARACTER_BYTES = '\\u0072'.length;

/** Where the items of a list begin. */
export interface ListStart {
  readonly isBare: boolean;
  /** Index in the window, behind the bracket that opens the list. */
  readonly at: number;
}

/**
 * Looks for the list in a body of either shape, from its first byte on. What
 * is not found, as in a body that is not a list, is left to a parser of the complete body.
 *
 * @param path where it is, unless the body is an array itself
 */
export async function findList(window: ByteWindow, path: Path): Promise<ListStart | undefined> {
  await window.fill(BYTE_ORDER_MARK.length);
  const mark = window.bytes.length - withoutMark(window.bytes).length;
  const start = await skipSpace(window, mark);
  const opening = window.bytes[start];
  if (opening === OPENING_BRACKET) return { isBare: true, at: start + 1 };
  if (opening !== OPENING_BRACE) return undefined;
  let at = start + 1;
  for (const [level, name] of path.entries()) {
    const member = await findMember(window, at, name, bracketOf(path, level));
    if (!member.isFound) return undefined;
    at = member.at;
  }
  return { isBare: false, at };
}

/**
 * Whether what is behind a list, from the bracket that closes it, has a second one at the same
 * path, which a parser of the complete body would take.
 */
export async function hasSecondList(window: ByteWindow, path: Path): Promise<boolean> {
  let at = 1;
  for (const [level, name] of [...path.entries()].toReversed()) {
    const member = await findMember(window, at, name, bracketOf(path, level));
    if (member.isFound) return true;
    if (member.at === -1) return false;
    at = member.at + 1;
  }
  return false;
}

/** With what the value begins that a step of the path leads to. */
function bracketOf(path: Path, level: number): number {
  return level === path.length - 1 ? OPENING_BRACKET : OPENING_BRACE;
}

/** Where a member's value begins, behind its bracket; or where the object ends that does not have it. */
interface Member {
  readonly isFound: boolean;
  /** Index in the window; -1 where the bytes end before. */
  readonly at: number;
}

/** Looks for the next member of this name whose value begins with a bracket, from the member at `from` on. */
async function findMember(
  window: ByteWindow,
  from: number,
  name: string | number,
  bracket: number,
): Promise<Member> {
  for (let member = from; ; member++) {
    const inside = await insideMember(window, member, name, bracket);
    if (inside !== undefined) return { isFound: true, at: inside };
    const begin = member;
    do member = endOfValue(window.bytes, begin);
    while (member === -1 && (await window.grow()));
    if (!isComma(window.bytes, member)) return { isFound: false, at: member };
  }
}

/** The index behind the bracket, where the member is `"name": [`. */
async function insideMember(
  window: ByteWindow,
  member: number,
  name: string | number,
  bracket: number,
): Promise<number | undefined> {
  if (typeof name === 'number') return undefined;
  const start = await skipSpace(window, member);
  const written = await nameAt(window, start, CHARACTER_BYTES * name.length + 2);
  if (written === undefined || !isName(written, name)) return undefined;
  const value = await behind(COLON, window, start + Buffer.byteLength(written));
  return value && behind(bracket, window, value);
}

/** The name there, as it is written, if it has no more than so many bytes. */
async function nameAt(
  window: ByteWindow,
  start: number,
  most: number,
): Promise<string | undefined> {
  for (let isMore = true; isMore; ) {
    const [name] = NAME.exec(window.bytes.toString('utf8', start, start + most)) ?? [];
    if (name !== undefined) return name;
    const { length } = window.bytes;
    isMore = length < start + most && (await window.fill(length + 1));
  }
  return undefined;
}

function isName(written: string, name: string): boolean {
  try {
    return JSON.parse(written) === name;
  } catch {
    return false;
  }
}

/** The index behind this byte, where it is the next one but for white space. */
async function behind(byte: number, window: ByteWindow, from: number): Promise<number | undefined> {
  const at = await skipSpace(window, from);
  return window.bytes[at] === byte ? at + 1 : undefined;
}

/**
 * The index of the next byte that is not white space. Of white space the first
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
