import { MAX_DEPTH } from '../json-value';
import { decodeUtf8 } from './bytes';
import { hasLongInteger } from './long-integer';
import { lookThrough, type Parsed } from './look-through';
import { canBeCut, parseInPieces } from './parse-in-pieces';

/**
 * JSON.parse of a text in UTF-8, which may be in several chunks, except that whole numbers which a
 * JavaScript number cannot hold exactly (beyond 2^53 - 1) become strings of the same digits: rounded
 * ids would make two different things equal.
 *
 * @param chunks may be changed for a moment, and are restored before this returns
 * @param levels of arrays and objects inside of each other at the most
 * @throws {SyntaxError}
 * @throws {ServiceError} ANSWER_INVALID where it is nested deeper
 */
export function parseJson(chunks: readonly Buffer[], levels = MAX_DEPTH): Parsed {
  const long = canBeCut(chunks) ? chunks : [joined(chunks)];
  const parsed = parseInPieces(long, levels) ?? parseWhole(joined(long), levels);
  // Most numbers that are this large are not integers.
  if (!parsed.contents.hasLargeNumber) return parsed;
  const bytes = joined(long);
  if (!hasLongInteger(bytes)) return parsed;
  const text = decodeUtf8(bytes);
  const quoted = quoteLargeIntegers(text);
  return quoted === text ? parsed : { ...parsed, value: JSON.parse(quoted) };
}

function parseWhole(bytes: Buffer, levels: number): Parsed {
  const value: unknown = JSON.parse(decodeUtf8(bytes));
  return { value, contents: lookThrough(value, levels) };
}

export const BYTE_ORDER_MARK = Buffer.from('\uFEFF');

/** The bytes without the byte-order mark that they may begin with. */
export function withoutMark(bytes: Buffer): Buffer {
  const isMarked = bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
  return isMarked ? bytes.subarray(BYTE_ORDER_MARK.length) : bytes;
}

/** Bytes of the longest text that is joined in `scratch`: as a rule, the longest list that is parsed in one slice. */
const LONGEST_JOINED = 2 ** 21;

/** Chunks are joined here every time: the system would have to fill a new buffer with zeros. */
let scratch = Buffer.allocUnsafeSlow(2 ** 17);

/** All chunks in one buffer, which is written to again by the next call. */
function joined(chunks: readonly Buffer[]): Buffer {
  const [first, ...others] = chunks;
  if (first !== undefined && others.length === 0) return first;
  let length = 0;
  for (const chunk of chunks) length += chunk.length;
  if (length > LONGEST_JOINED) return Buffer.concat(chunks, length);
  if (length > scratch.length) {
    scratch = Buffer.allocUnsafeSlow(Math.min(2 * length, LONGEST_JOINED));
  }
  let end = 0;
  for (const chunk of chunks) end += chunk.copy(scratch, end);
  return scratch.subarray(0, end);
}

/** Valid JSON with its large integers in quotes; strings are left as they are. */
function quoteLargeIntegers(text: string): string {
  const token = /"|-?\d[\d.eE+-]*/g;
  let result = '';
  let copied = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [found] = match;
    if (found === '"') {
      token.lastIndex = endOfString(text, match.index);
    } else if (/^-?\d{16,}$/.test(found) && !Number.isSafeInteger(Number(found))) {
      result += `${text.slice(copied, match.index)}"${found}"`;
      copied = token.lastIndex;
    }
  }
  return result + text.slice(copied);
}

/** The index after the closing quote of the string that opens at `start`. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); ; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (text[quote - 1 - backslashes] === '\\') backslashes++;
    if (backslashes % 2 === 0) return quote + 1;
  }
}
