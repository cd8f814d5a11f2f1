import { isRecord } from '../json-value';
import { CLOSING_BRACKET, OPENING_BRACKET, textOf } from './bytes';

/**
 * Bytes of a piece. V8 keeps a text of 128 KB or more in memory of its own, which the system has to
 * fill with zeros first (docs/decisions.md).
 */
const PIECE_BYTES = 2 ** 16;

/** Bytes of what is before and behind the items at the most. */
const MARGIN = 2 ** 10;

/** Bytes of the name of an item's first member at the most. */
const LONGEST_NAME = 2 ** 7;

/**
 * JSON.parse of a text in UTF-8 in which nearly everything is one list of objects. The text is cut
 * where an item seems to begin. Where none does, inside of a string or of an item, a piece has a
 * quote or a bracket too many: no wrong cut leaves JSON.
 *
 * @param bytes are written to, and are as before in the end
 * @returns nothing for any other text, which may be JSON or not
 */
export function parseInPieces(bytes: Buffer, pieceBytes = PIECE_BYTES): unknown {
  const items = bytes.length < 2 * pieceBytes ? undefined : findItems(bytes);
  if (items === undefined) return undefined;
  const { start, end, next } = items;
  try {
    const around = `${textOf(bytes.subarray(0, start))}null${textOf(bytes.subarray(end))}`;
    const value: unknown = JSON.parse(around);
    const [list, ...others] = placesIn(value);
    if (list === undefined || others.length > 0) return undefined;
    list.pop();
    for (let from = start; from < end; ) {
      const comma = bytes.indexOf(next, from + pieceBytes) + 1;
      const to = comma === 0 || comma > end ? end : comma;
      const piece: unknown[] = JSON.parse(listOf(bytes, from, to));
      for (const item of piece) list.push(item);
      from = to + 1;
    }
    return value;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Where the first item begins, where the last one ends, and how the others begin. */
interface Items {
  readonly start: number;
  readonly end: number;
  readonly next: Buffer;
}

function findItems(bytes: Buffer): Items | undefined {
  const start = bytes.subarray(0, MARGIN).indexOf('[{') + 1;
  const margin = Math.max(0, bytes.length - MARGIN);
  const end = margin + bytes.subarray(margin).lastIndexOf('}]') + 1;
  const nameEnd = bytes.subarray(start, start + LONGEST_NAME).indexOf('":');
  if (start === 0 || end <= Math.max(start, margin) || nameEnd === -1) return undefined;
  const name = bytes.subarray(start, start + nameEnd);
  return { start, end, next: Buffer.concat([Buffer.from('},'), name, Buffer.from('":')]) };
}

/** The lists in a value that are nothing but a null. */
function placesIn(value: unknown): unknown[][] {
  if (!isRecord(value)) return [];
  if (Array.isArray(value) && value.length === 1 && value[0] === null) return [value];
  return Object.values(value).flatMap(placesIn);
}

/**
 * The text of some items as a list. What is around them makes room for the brackets, because V8
 * would copy a text that they are added to.
 */
function listOf(bytes: Buffer, from: number, to: number): string {
  const [before, behind] = [bytes.readUInt8(from - 1), bytes.readUInt8(to)];
  bytes.writeUInt8(OPENING_BRACKET, from - 1);
  bytes.writeUInt8(CLOSING_BRACKET, to);
  const text = textOf(bytes.subarray(from - 1, to + 1));
  bytes.writeUInt8(before, from - 1);
  bytes.writeUInt8(behind, to);
  return text;
}
