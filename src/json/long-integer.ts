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
 * Whether a JSON text has 16 or more digits in a row that may be an integer: nothing around them
 * makes them part of a decimal number or of a string such as a serial number. There are
 * false positives, inside of strings.
 *
 * @param bytes the text in UTF-8: a search of bytes takes half the time of one of a string
 */
export function hasLongInteger(bytes: Uint8Array): boolean {
  // Of 16 digits in a row, one has an index that 16 divides.
  for (let at = 0; at < bytes.length; at += LONG) {
    if (!means(bytes, at, DIGIT)) continue;
    let [first, last] = [at, at];
    while (first > 0 && means(bytes, first - 1, DIGIT)) first--;
    while (last + 1 < bytes.length && means(bytes, last + 1, DIGIT)) last++;
    if (last - first + 1 >= LONG && standsAlone(bytes, first, last)) return true;
    // After them: each row of digits is scanned once, however long.
    at = last - (last % LONG);
  }
  return false;
}

/** Whether the digits, with a minus, are a complete value; the ends of the text delimit it as well. */
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
