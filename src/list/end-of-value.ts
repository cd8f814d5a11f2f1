const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

/** What a byte means for the structure of JSON; most mean nothing. */
const OPENS = 1;
const CLOSES = 2;
const SEPARATES = 3;
const QUOTES = 4;
const MEANINGS = new Uint8Array(256);
for (const byte of Buffer.from('[{')) MEANINGS[byte] = OPENS;
for (const byte of Buffer.from(']}')) MEANINGS[byte] = CLOSES;
MEANINGS[COMMA] = SEPARATES;
MEANINGS[QUOTE] = QUOTES;

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
        at = endOfString(bytes, at);
    }
  }
  return -1;
}

/** Whether a comma stands there: another value or member follows. */
export function isComma(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === COMMA;
}

/** The index of the quote that closes the string; behind the last byte where there is none. */
function endOfString(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}
