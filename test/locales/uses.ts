import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the dialogs and the runtime ask for texts; and the dialogs' markup, as it was built. */
const SOURCES = 'nodes';
const MARKUP = 'dist/nodes';

/** These are the look-up itself. */
const LOOK_UPS = /(^|\/)translate\.ts$/;

/** `translate('inode-config', 'test.done')`, in the runtime without the catalog, or with a template. */
const CALLS = /\b(?:translate|lookUp)\(\s*(?:('[^']*'|[\w.]+),\s*)?(?:'([\w.]+)'|`([^`]*)`)/g;

const ATTRIBUTES = /\bdata-i18n="([^"$]+)"/g;

/** What Node-RED shows of a category of the palette. */
const DESCRIPTIONS = /\bcategoryDescription: '([^']+)'/g;

/** What the sources say about the texts that they use. */
export interface Uses {
  /** Keys such as `rdp-config.node`; where one is composed, `*` stands for each step that is. */
  readonly patterns: readonly string[];
  /** Texts in the sources that could be keys of the shared catalog, named apart from the call. */
  readonly literals: ReadonlySet<string>;
}

export function findUses(): Uses {
  const sources = filesIn(SOURCES, '.ts').filter((file) => !LOOK_UPS.test(file));
  const calls = sources.map((file) => readFileSync(file, 'utf8'));
  const markup = filesIn(MARKUP, '.html').map((file) => readFileSync(file, 'utf8'));
  return {
    patterns: [...new Set([...calls.flatMap(inCalls), ...markup.flatMap(inMarkup)])],
    literals: new Set(calls.flatMap((source) => source.match(/(?<=')\w+(\.\w+)+(?=')/g) ?? [])),
  };
}

function filesIn(folder: string, extension: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(extension) && !file.startsWith('locales'))
    .map((file) => join(folder, file));
}

/** Whether a pattern stands for a key, among others perhaps. */
export function covers(pattern: string, key: string): boolean {
  const wanted = pattern.split('.');
  const steps = key.split('.');
  return (
    wanted.length === steps.length &&
    wanted.every((step, index) => step === '*' || step === steps[index])
  );
}

function inCalls(source: string): string[] {
  return [...source.matchAll(CALLS)].map(([, set = "'inode-config'", key, template]) => {
    const catalog = set.startsWith("'") ? set.slice(1, -1) : '*';
    return `${catalog}.${key ?? template?.replaceAll(/\$\{[^}]*\}/g, '*')}`;
  });
}

/** Node-RED's attribute can hold several keys, each with the attribute that it fills and its catalog. */
function inMarkup(source: string): string[] {
  return [...source.matchAll(ATTRIBUTES), ...source.matchAll(DESCRIPTIONS)].flatMap(
    ([, keys = '']) =>
      keys.split(';').map((key) => key.replace(/^\[\w+\]/, '').replace(/^.*:/, '')),
  );
}
