import { countValues } from './count-values';
import { type Parsed, parseJson } from './parse-json';

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
  text: Buffer,
  memory: ValueMemory,
  parse: (text: Buffer) => Parsed = parseJson,
): Counted {
  if (memory.hasRoomFor(text.length)) {
    const { value, count } = parse(text);
    return { value, size: memory.take(0, count) };
  }
  const size = memory.take(0, countValues(text));
  try {
    return { value: parse(text).value, size };
  } catch (error) {
    memory.give(size);
    throw error;
  }
}
