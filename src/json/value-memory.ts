import { countValues } from './count-values';
import { type Parsed, parseJson } from './parse-json';

/** Where values are counted that JSON is parsed to. */
export interface ValueMemory {
  /** Whether so many values more may be made. */
  hasRoomFor(values: number): boolean;
  /**
   * Counts bytes and values before they are kept.
   *
   * @returns with how many bytes of memory they are counted
   * @throws where they are too many
   */
  take(bytes: number, values?: number): number;
  /** Counts bytes of memory that are not needed any more. */
  give(size: number): void;
}

/** What was parsed, and with how many bytes of memory its values are counted. */
export interface Counted {
  readonly value: unknown;
  readonly size: number;
}

/**
 * Parses JSON whose values count. Where there is room for as many as the text can have at all, one
 * for each byte, they are counted as they are looked through behind the parser; else before it.
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
