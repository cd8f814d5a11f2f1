/**
 * A fraction from 0 up to, not including, 1 that looks random and depends on
 * the given integers alone: the only source of chance here, so that the same
 * city has the same values at the same time.
 */
export function fraction(...integers: readonly number[]): number {
  let hash = 0x9e3779b9;
  for (const integer of integers) hash = mix(hash ^ mix(integer));
  return (hash >>> 0) / 2 ** 32;
}

/** The finalizer of MurmurHash3, which spreads every bit over all bits. */
function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
