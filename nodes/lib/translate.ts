import type { NodeAPI } from 'node-red';
import type { ErrorCode } from '../../src/errors';
import type { ReasonKey } from '../../src/reasons';
import english from '../locales/en-US/inode-config.json';
import type { NodeReasonKey } from './reasons';

/** The catalog of the texts that the nodes share, by its full name. */
const CATALOG = '@inode-flows/node-red-inode/inode-config:inode-config';

/** The English texts: the compiler sees to it that each error and each reason has one. */
const TEXTS: {
  readonly error: Readonly<Record<ErrorCode, string>>;
  readonly reason: Readonly<Record<ReasonKey | NodeReasonKey, string>>;
} = english['inode-config'];

/** A text of the shared catalog in the runtime's language, its `__placeholders__` filled. */
export type Translate = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** Texts that are remembered; a node repeats about a dozen. */
const MAX_TEXTS = 100;
/** Characters of a key and its values, up to which a text is remembered: longer ones hold words of a service, which do not recur. */
const MAX_CALL = 200;

/**
 * Node-RED hands back the key where it has no text for it, as in a runtime that
 * loaded the nodes but not the catalogs; the English text is used then.
 */
export function createTranslate(RED: Pick<NodeAPI, '_'>): Translate {
  const lookUpText: Translate = (key, given = {}) => {
    const values = withoutControls(given);
    const fullKey = `${CATALOG}.${key}`;
    const text: string = RED._(fullKey, values);
    return text === fullKey || text.endsWith(`.${key}`) ? inEnglish(key, values) : text;
  };
  // The plural of a status would cost a sixth of all that a poll of a short list takes.
  const texts = new Map<string, string>();
  return (key, values) => {
    const call = values === undefined ? key : JSON.stringify([key, values]);
    if (call.length > MAX_CALL) return lookUpText(key, values);
    const text = texts.get(call) ?? lookUpText(key, values);
    if (texts.size === MAX_TEXTS) texts.clear();
    texts.set(call, text);
    return text;
  };
}

/** A value may come from a message or a service: it must neither begin a line of the log nor reverse one. */
function withoutControls(values: Readonly<Record<string, string | number>>) {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ') : value,
    ]),
  );
}

function inEnglish(key: string, values: Readonly<Record<string, string | number>>): string {
  const plural = 'count' in values && values.count !== 1 ? lookUp(`${key}_plural`) : undefined;
  const text = plural ?? lookUp(key) ?? key;
  return text.replace(/__([a-zA-Z]+)__/g, (placeholder, name: string) =>
    String(values[name] ?? placeholder),
  );
}

function lookUp(key: string): string | undefined {
  let found: unknown = TEXTS;
  for (const step of key.split('.')) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = new Map<string, unknown>(Object.entries(found)).get(step);
  }
  return typeof found === 'string' ? found : undefined;
}
