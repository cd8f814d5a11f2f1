import { randomUUID } from 'node:crypto';
import { ServiceError } from '../errors';
import { isRecord } from '../json-value';
import { CLOSING_BRACKET, decodeUtf8, OPENING_BRACKET } from './bytes';
import { lookThrough, type Parsed } from './look-through';

/**
 * Bytes of a piece. V8 keeps a text of 128 KB or more in memory of its own, which the system has to
 * fill with zeros first (docs/decisions.md).
 */
const PIECE_BYTES = 2 ** 16;

/** The most bytes before the first item, and after the last one. */
const MARGIN = 2 ** 10;

/** The longest name of an item's first member, in bytes. */
const LONGEST_NAME = 2 ** 7;

/** Replaces the items while the rest is parsed. It is random, so no answer can contain it. */
const PLACEHOLDER = randomUUID();

/**
 * Does what JSON.parse does, for a text in UTF-8 in which nearly everything is one list of objects.
 * It is cut where an item seems to begin. A cut in the wrong place, inside of a string or of an item,
 * leaves a quote or a bracket open, so the piece does not parse. Each piece is looked through while
 * the processor still has it in its cache.
 *
 * @param bytes are changed for a moment, and restored before this returns
 * @param levels of arrays and objects inside of each other at the most
 * @returns undefined for any other text, which may be JSON or not, and for one that seems to be nested deeper
 */
export function parseInPieces(
  bytes: Buffer,
  levels: number,
  pieceBytes = PIECE_BYTES,
): Parsed | undefined {
  const items = bytes.length < 2 * pieceBytes ? undefined : findItems(bytes);
  if (items === undefined) return undefined;
  const { start, end, boundary } = items;
  try {
    // Where this is inside of a string, its quotes are one too many.
    const around = `${decodeUtf8(bytes.subarray(0, start))}"${PLACEHOLDER}"${decodeUtf8(bytes.subarray(end))}`;
    const value: unknown = JSON.parse(around);
    const found = listIn(value, levels);
    // A later member of the same name has taken the place of the list.
    if (found === undefined) return undefined;
    const contents = lookThrough(value, levels);
    const { list } = found;
    list.pop();
    contents.count--;
    for (let from = start; from < end; ) {
      const comma = bytes.indexOf(boundary, from + pieceBytes) + 1;
      const to = comma === 0 || comma > end ? end : comma;
      const piece: unknown[] = JSON.parse(listOf(bytes, from, to));
      lookThrough(piece, found.levels, contents);
      for (const item of piece) list.push(item);
      from = to + 1;
    }
    return { value, contents };
  } catch (error) {
    // Only a text that is parsed as a whole shows what a later member of the same name replaces.
    if (error instanceof SyntaxError || error instanceof ServiceError) return undefined;
    throw error;
  }
}

/** Where the first item begins, where the last one ends, and what is between two of them: `},{"id":`. */
interface Items {
  readonly start: number;
  readonly end: number;
  readonly boundary: Buffer;
}

function findItems(bytes: Buffer): Items | undefined {
  const start = bytes.subarray(0, MARGIN).indexOf('[{') + 1;
  const end = bytes.lastIndexOf('}]') + 1;
  const nameEnd = bytes.subarray(start, start + LONGEST_NAME).indexOf('":');
  if (start === 0 || end <= start || bytes.length - end > MARGIN || nameEnd === -1)
    return undefined;
  const beginning = bytes.subarray(start, start + nameEnd + 2);
  return { start, end, boundary: Buffer.concat([Buffer.from('},'), beginning]) };
}

/** The list whose only item is the placeholder, and the levels that are left for it. */
function listIn(
  value: unknown,
  levels: number,
): { readonly list: unknown[]; readonly levels: number } | undefined {
  if (!isRecord(value)) return undefined;
  if (Array.isArray(value) && value[0] === PLACEHOLDER) return { list: value, levels };
  for (const member of Object.values(value)) {
    const found = listIn(member, levels - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * The text of some items as a list. The brackets take the place of the bytes around them for a
 * moment, because V8 would copy a text that they are added to.
 */
function listOf(bytes: Buffer, from: number, to: number): string {
  const [before, behind] = [bytes.readUInt8(from - 1), bytes.readUInt8(to)];
  bytes.writeUInt8(OPENING_BRACKET, from - 1);
  bytes.writeUInt8(CLOSING_BRACKET, to);
  const text = decodeUtf8(bytes.subarray(from - 1, to + 1));
  bytes.writeUInt8(before, from - 1);
  bytes.writeUInt8(behind, to);
  return text;
}
