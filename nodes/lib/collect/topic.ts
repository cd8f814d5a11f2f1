import { inspect } from 'node:util';
import type { NodeMessageInFlow } from 'node-red';

/** Levels of a topic that count: each is indented by all above it, so that the text grows with their square. */
const MAX_DEPTH = 50;

/** Lists of different topics have nothing to do with one another. */
export function topicOf({ topic }: NodeMessageInFlow): string {
  const given: unknown = topic;
  if (given === undefined || given === null) return '';
  return typeof given === 'string' ? given : inspect(given, { depth: MAX_DEPTH, sorted: true });
}

/** A topic without the characters that have a meaning in a property expression, for a key of a context store. */
export function topicKey(topic: string): string {
  return topic.replace(
    /[^\w-]/g,
    (character) => `%${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The topic of a key that `topicKey` made. */
export function topicOfKey(key: string): string {
  return key.replace(/%([\da-f]{4})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
