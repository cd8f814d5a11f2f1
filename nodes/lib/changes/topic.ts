import { inspect } from 'node:util';
import type { NodeMessageInFlow } from 'node-red';

/** Lists of different topics have nothing to do with one another. */
export function topicOf({ topic }: NodeMessageInFlow): string {
  const given: unknown = topic;
  if (given === undefined || given === null) return '';
  return typeof given === 'string' ? given : inspect(given, { depth: null, sorted: true });
}
