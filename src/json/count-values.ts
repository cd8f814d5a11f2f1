/** 1 for each byte that begins another value in JSON: the brackets that open, and the comma. */
const BEGINS = new Uint8Array(256);
for (const byte of Buffer.from('[{,')) BEGINS[byte] = 1;

/**
 * How many values a piece of JSON begins, at the most: what parsed JSON takes of the
 * memory depends on them more than on its bytes. Pieces can be counted as they arrive
 * and added up, because what is inside a string counts as well.
 */
export function countValues(chunk: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < chunk.length; at++) count += BEGINS[chunk[at] ?? 0] ?? 0;
  return count;
}
