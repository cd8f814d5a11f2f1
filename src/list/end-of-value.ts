import { CLOSES, COMMA, endOfText, MEANINGS, OPENS, QUOTES, SEPARATES } from '../json/bytes';

/**
 * The index of the comma or the closing bracket behind the value, or the
 * member, that begins at `from`; -1 where the bytes end before. Whether it is
 * JSON is for a parser to say: in JSON the index is right.
 */
export function endOfValue(bytes: Uint8Array, from: number): number {
  let depth = 0;
  for (let at = from; at < bytes.length; at++) {
    switch (MEANINGS[bytes[at] ?? 0]) {
      case OPENS:
        depth++;
        break;
      case CLOSES:
        if (depth === 0) return at;
        depth--;
        break;
      case SEPARATES:
        if (depth === 0) return at;
        break;
      case QUOTES:
        at = endOfText(bytes, at + 1);
    }
  }
  return -1;
}

/** Whether a comma is there: another value or member follows. */
export function isComma(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === COMMA;
}
