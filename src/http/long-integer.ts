/** Digits of the smallest whole number that a JavaScript number cannot hold. */
const LONG = 16;

/** What stands around a number in JSON; nothing at either end of the text. */
const BEFORE: ReadonlySet<string> = new Set(['', '[', ':', ',', ' ', '\t', '\r', '\n']);
const BEHIND: ReadonlySet<string> = new Set(['', ']', '}', ',', ' ', '\t', '\r', '\n']);

/**
 * Whether that many digits stand in a row, with nothing around them that makes
 * them a part of a decimal, or of a text such as a serial number. Not every such
 * row is a number: it may stand in a sentence.
 */
export function hasLongInteger(text: string): boolean {
  // One of so many digits has an index that their number divides.
  for (let at = 0; at < text.length; at += LONG) {
    if (!isDigit(text, at)) continue;
    let [first, last] = [at, at];
    while (isDigit(text, first - 1)) first--;
    while (isDigit(text, last + 1)) last++;
    if (last - first + 1 >= LONG && standsAlone(text, first, last)) return true;
    // Behind them: each row is walked through once, however long.
    at = last - (last % LONG);
  }
  return false;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}

function standsAlone(text: string, first: number, last: number): boolean {
  const start = text[first - 1] === '-' ? first - 1 : first;
  return BEFORE.has(text.charAt(start - 1)) && BEHIND.has(text.charAt(last + 1));
}
