import { isAscii } from 'node:buffer';

/*
 * The bytes that are the structure of JSON. All others are parts of strings,
 * numbers, literals and white space.
 */

export const QUOTE = 0x22;
export const COMMA = 0x2c;
const BACKSLASH = 0x5c;
export const OPENING_BRACKET = 0x5b;
export const CLOSING_BRACKET = 0x5d;
export const OPENING_BRACE = 0x7b;
export const CLOSING_BRACE = 0x7d;

/** What a byte means. */
export const OPENS = 1;
export const CLOSES = 2;
export const SEPARATES = 3;
export const QUOTES = 4;

/** What each byte means; most mean nothing. */
export const MEANINGS = new Uint8Array(256);
for (const byte of [OPENING_BRACKET, OPENING_BRACE]) MEANINGS[byte] = OPENS;
for (const byte of [CLOSING_BRACKET, CLOSING_BRACE]) MEANINGS[byte] = CLOSES;
MEANINGS[COMMA] = SEPARATES;
MEANINGS[QUOTE] = QUOTES;

const IS_BLANK = new Uint8Array(256);
for (const byte of Buffer.from(' \t\r\n')) IS_BLANK[byte] = 1;

/** The index of the first byte that is not white space. */
export function skipBlanks(bytes: Uint8Array, from = 0): number {
  let at = from;
  while (at < bytes.length && IS_BLANK[bytes[at] ?? 0] === 1) at++;
  return at;
}

export function isBlank(bytes: Uint8Array): boolean {
  return skipBlanks(bytes) === bytes.length;
}

/**
 * Finds the end of a string, from any byte inside of it.
 *
 * @returns the index of the closing quote; if there is none, the index at which to continue when
 *   more bytes have come, which may be beyond the end: a backslash escapes the next byte
 */
export function endOfText(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}

/** From this many bytes on, Node.js keeps Latin-1 outside of V8's heap, which then collects everything sooner. */
const LONG_LATIN = 1_000_000;

/** Decodes UTF-8. Most JSON is plain ASCII, which decodes as Latin-1 in two thirds of the time. */
export function decodeUtf8(bytes: Buffer): string {
  return bytes.toString(bytes.length < LONG_LATIN && isAscii(bytes) ? 'latin1' : 'utf8');
}
