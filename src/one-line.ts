/** Characters of a foreign name or text that are shown. */
export const SHOWN = 300;

/** Characters that are looked at for them. */
const LOOKED_AT = 16_384;

/** The beginning of a text as one line, without the characters that move a cursor or write over it. */
export function oneLine(text: string): string {
  return withoutControls(text.slice(0, LOOKED_AT)).slice(0, SHOWN);
}

/** A text on one line, without control characters. */
export function withoutControls(text: string): string {
  return text.replaceAll(/[\s\p{C}]+/gu, ' ').trim();
}
