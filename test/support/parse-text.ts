import { parseJson } from '../../src/json/parse-json';

/** Bytes of each chunk: a letter of two bytes or more may be in two of them. */
const CHUNK = 5;

/** Reads a text as it is read that comes over the wire. */
export function parseText(text: string): unknown {
  const bytes = Buffer.from(text);
  const count = Math.ceil(bytes.length / CHUNK);
  const chunks = Array.from({ length: count }, (_, index) =>
    bytes.subarray(index * CHUNK, (index + 1) * CHUNK),
  );
  return parseJson(chunks).value;
}
