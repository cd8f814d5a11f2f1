import type { NodeAPI } from 'node-red';
import english from '../locales/en-US/inode-config.json';

/** Where the texts that the nodes share live; every node names it in full. */
const CATALOGUE = '@inode-flows/node-red-inode/inode-config:inode-config';

/** A text of the shared catalogue in the runtime's language, its `__placeholders__` filled. */
export type Translate = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/**
 * Node-RED hands back the key where it has no text for it, as in a runtime that
 * loaded the nodes but no catalogues; the English text stands in then.
 */
export function createTranslate(RED: NodeAPI): Translate {
  return (key, values = {}) => {
    const fullKey = `${CATALOGUE}.${key}`;
    const text: string = RED._(fullKey, values);
    return text === fullKey || text.endsWith(`.${key}`) ? inEnglish(key, values) : text;
  };
}

function inEnglish(key: string, values: Readonly<Record<string, string | number>>): string {
  const plural = 'count' in values && values.count !== 1 ? lookUp(`${key}_plural`) : undefined;
  const text = plural ?? lookUp(key) ?? key;
  return text.replace(/__([a-zA-Z]+)__/g, (whole, name: string) => String(values[name] ?? whole));
}

function lookUp(key: string): string | undefined {
  let found: unknown = english['inode-config'];
  for (const step of key.split('.')) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = new Map<string, unknown>(Object.entries(found)).get(step);
  }
  return typeof found === 'string' ? found : undefined;
}
