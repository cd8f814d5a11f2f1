/** 1 for each byte that begins another value in JSON: the brackets that open, and the comma. */
const BEGINS = new Uint8Array(256);
for (const byte of Buffer.from('[{,')) BEGINS[byte] = 1;

/**
 * An upper bound of the values that begin in a piece of JSON: the memory of parsed JSON depends on
 * their number more than on the bytes. Pieces can be counted as they arrive and added up,
 * because brackets and commas inside of strings are counted, too.
 */
export function countValues(chunk: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < chunk.length; at++) count += BEGINS[chunk[at] ?? 0] ?? 0;
  return count;
}
