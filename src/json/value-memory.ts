import type { Parsed } from './look-through';
import { parseJson } from './parse-json';

/** Counts the values that JSON is parsed to, against a memory limit. */
export interface ValueMemory {
  /** Whether there is room for this many more values. */
  hasRoomFor(values: number): boolean;
  /**
   * Counts bytes and values before they are kept.
   *
   * @returns the bytes of memory that they count as
   * @throws when they are too many
   */
  take(bytes: number, values?: number): number;
  /** Releases bytes of memory. */
  give(size: number): void;
}

/** What was parsed, and the bytes of memory that its values count as. */
export interface Counted {
  readonly value: unknown;
  readonly size: number;
}

/**
 * Parses JSON and counts its values. If there is room even for one value per byte, more than the text
 * can have, they are counted after parsing, exactly (`lookThrough`); otherwise before it, by an
 * upper bound (`countValues`).
 *
 * @throws what `parse` throws; where the values are too many
 */
export function parseCounted(
  chunks: readonly Buffer[],
  memory: ValueMemory,
  parse: (chunks: readonly Buffer[]) => Parsed = parseJson,
): Counted {
  const length = sum(chunks, (chunk) => chunk.length);
  if (memory.hasRoomFor(length)) {
    const { value, contents } = parse(chunks);
    return { value, size: memory.take(0, contents.count) };
  }
  const size = memory.take(0, sum(chunks, countValues));
  try {
    return { value: parse(chunks).value, size };
  } catch (error) {
    memory.give(size);
    throw error;
  }
}

/** 1 for each byte that begins another value in JSON: the brackets that open, and the comma. */
const BEGINS = new Uint8Array(256);
for (const byte of Buffer.from('[{,')) BEGINS[byte] = 1;

/**
 * An upper bound of the values that begin in a piece of JSON: the memory of parsed JSON depends on
 * their number more than on the bytes. Pieces can be counted as they arrive and added up,
 * because brackets and commas inside of strings are counted, too.
 */
export function countValues(chunk: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < chunk.length; at++) count += BEGINS[chunk[at] ?? 0] ?? 0;
  return count;
}

function sum(chunks: readonly Buffer[], figureOf: (chunk: Buffer) => number): number {
  let total = 0;
  for (const chunk of chunks) total += figureOf(chunk);
  return total;
}
