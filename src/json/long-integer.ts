/** Digits of the smallest whole number that a JavaScript number cannot hold. */
const LONG = 16;

const MINUS = 0x2d;

/** What bytes mean here; most mean nothing. */
const DIGIT = 1;
const BEFORE = 2;
const BEHIND = 4;
const MEANINGS = new Uint8Array(256);
for (const byte of Buffer.from('0123456789')) MEANINGS[byte] = DIGIT;
for (const byte of Buffer.from('[:')) MEANINGS[byte] = BEFORE;
for (const byte of Buffer.from(']}')) MEANINGS[byte] = BEHIND;
for (const byte of Buffer.from(', \t\r\n')) MEANINGS[byte] = BEFORE | BEHIND;

/**
 * Whether in a JSON text that many digits are in a row, with nothing around
 * them that makes them a part of a decimal, or of a text such as a serial
 * number. Not every such row is a number: it may be in a string.
 *
 * @param bytes the text in UTF-8: they are searched in half the time
 */
export function hasLongInteger(bytes: Uint8Array): boolean {
  // One of so many digits has an index that their number divides.
  for (let at = 0; at < bytes.length; at += LONG) {
    if (!means(bytes, at, DIGIT)) continue;
    let [first, last] = [at, at];
    while (first > 0 && means(bytes, first - 1, DIGIT)) first--;
    while (last + 1 < bytes.length && means(bytes, last + 1, DIGIT)) last++;
    if (last - first + 1 >= LONG && standsAlone(bytes, first, last)) return true;
    // Behind them: each row is walked through once, however long.
    at = last - (last % LONG);
  }
  return false;
}

/** At either end of the text, nothing is in the way. */
function standsAlone(bytes: Uint8Array, first: number, last: number): boolean {
  const start = bytes[first - 1] === MINUS ? first - 1 : first;
  return (
    (start === 0 || means(bytes, start - 1, BEFORE)) &&
    (last + 1 === bytes.length || means(bytes, last + 1, BEHIND))
  );
}

function means(bytes: Uint8Array, at: number, meaning: number): boolean {
  return ((MEANINGS[bytes[at] ?? 0] ?? 0) & meaning) !== 0;
}
