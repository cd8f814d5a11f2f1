import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Bytes that the process cannot do without at this moment: what a collection of garbage leaves, buffers included. */
export function liveMemory(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new TypeError('V8 has no gc');
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
