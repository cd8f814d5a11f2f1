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

/**
 * Whether chunks can be cut as they are. Those of a socket usually can, unless the last one is too short;
 * others are joined first.
 */
export function canBeCut(chunks: readonly Buffer[]): boolean {
  const areLong = chunks.every((chunk) => chunk.length > 2 * MARGIN);
  return areLong && bytesIn(chunks) > (chunks.length * PIECE_BYTES) / 4;
}

function bytesIn(chunks: readonly Buffer[]): number {
  let length = 0;
  for (const chunk of chunks) length += chunk.length;
  return length;
}

/** Replaces the items while the rest is parsed. It is random, so no answer can contain it. */
const PLACEHOLDER = randomUUID();

/**
 * Does what JSON.parse does, for a text in UTF-8 in which nearly everything is one list of objects.
 * Each chunk is cut where an item seems to begin. A cut in the wrong place, inside of a string or of an
 * item, leaves a quote or a bracket open, so the piece does not parse. Each piece is looked through while
 * the processor still has it in its cache.
 *
 * @param chunks are changed for a moment, and restored before this returns
 * @param levels of arrays and objects inside of each other at the most
 * @returns undefined for any other text, which may be JSON or not, and for one that seems to be nested deeper
 */
export function parseInPieces(
  chunks: readonly Buffer[],
  levels: number,
  pieceBytes = PIECE_BYTES,
): Parsed | undefined {
  const items = findItems(chunks, pieceBytes);
  if (items === undefined) return undefined;
  try {
    // Where the `[{` was inside of a string, the placeholder's quote ends that, and this throws.
    const value: unknown = JSON.parse(`${items.before}"${PLACEHOLDER}"${items.behind}`);
    const found = listIn(value, levels);
    // A later member of the same name has taken the place of the list.
    if (found === undefined) return undefined;
    const contents = lookThrough(value, levels);
    const { list } = found;
    list.pop();
    contents.count--;
    for (const text of piecesOf(chunks, items, pieceBytes)) {
      const piece: unknown[] = JSON.parse(text);
      lookThrough(piece, found.levels, contents);
      for (const item of piece) list.push(item);
    }
    return { value, contents };
  } catch (error) {
    // Only a text that is parsed as a whole shows what a later member of the same name replaces.
    if (error instanceof SyntaxError || error instanceof ServiceError) return undefined;
    throw error;
  }
}

/** The items of a list that is in several chunks. */
interface Items {
  /** Where the first one begins in the first chunk. */
  readonly start: number;
  /** Where the last one ends in the last chunk. */
  readonly end: number;
  /** What is between two of them: `},{"id":`. */
  readonly boundary: Buffer;
  /** The text around them. */
  readonly before: string;
  readonly behind: string;
}

function findItems(chunks: readonly Buffer[], pieceBytes: number): Items | undefined {
  const [first, last] = [chunks[0], chunks.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  if (bytesIn(chunks) < 2 * pieceBytes) return undefined;
  const start = first.subarray(0, MARGIN).indexOf('[{') + 1;
  const end = last.lastIndexOf('}]') + 1;
  const nameEnd = first.subarray(start, start + LONGEST_NAME).indexOf('":');
  const isCut = start === 0 || end === 0 || nameEnd === -1 || (first === last && end <= start);
  if (isCut || last.length - end > MARGIN) return undefined;
  const name = first.subarray(start, start + nameEnd + 2);
  return {
    start,
    end,
    boundary: Buffer.concat([Buffer.from('},'), name]),
    before: decodeUtf8(first.subarray(0, start)),
    behind: decodeUtf8(last.subarray(end)),
  };
}

/** All items, in texts that are lists of some of them. */
function* piecesOf(
  chunks: readonly Buffer[],
  { start, end, boundary }: Items,
  pieceBytes: number,
): Generator<string> {
  /** The beginning of an item that the end of a chunk has cut. */
  let cut: Buffer[] = [];
  for (const [index, chunk] of chunks.entries()) {
    const isLast = index === chunks.length - 1;
    const view = isLast ? chunk.subarray(0, end) : chunk;
    let from = start;
    if (index > 0) {
      const comma = view.indexOf(boundary) + 1;
      cut.push(comma === 0 ? view : view.subarray(0, comma));
      if (comma === 0 && !isLast) continue;
      yield `[${decodeUtf8(Buffer.concat(cut))}]`;
      if (comma === 0) return;
      from = comma + 1;
    }
    for (;;) {
      const comma = view.indexOf(boundary, from + pieceBytes) + 1;
      if (comma === 0) break;
      yield listOf(chunk, from, comma);
      from = comma + 1;
    }
    const to = isLast ? end : chunk.lastIndexOf(boundary) + 1;
    if (to > from) yield listOf(chunk, from, to);
    cut = [chunk.subarray(Math.max(from, to + 1))];
  }
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
