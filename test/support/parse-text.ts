import { parseJson } from '../../src/json/parse-json';

/** Reads a text as it is read that comes over the wire. */
export function parseText(text: string): unknown {
  return parseJson(Buffer.from(text)).value;
}
