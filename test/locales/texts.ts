import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const LOCALES = 'nodes/locales';

export const ENGLISH = 'en-US';

/** The languages that Node-RED's users get, besides English. */
export const TRANSLATIONS = ['de', 'es', 'fr', 'ja', 'zh-CN'];

/** The languages that there are folders for. */
export function languages(): string[] {
  return readdirSync(LOCALES).toSorted();
}

/** The names of a language's files. */
export function filesOf(language: string): string[] {
  return readdirSync(join(LOCALES, language)).toSorted();
}

export function readLocale(language: string, file: string): string {
  return readFileSync(join(LOCALES, language, file), 'utf8');
}

/** The texts of all catalogs of a language, in their order, by keys such as `rdp-config.node`. */
export function textsOf(language: string): Map<string, string> {
  const catalogs = filesOf(language).filter((file) => file.endsWith('.json'));
  return new Map(catalogs.flatMap((file) => textsIn(language, file)));
}

function textsIn(language: string, file: string): [string, string][] {
  const catalog: unknown = JSON.parse(readLocale(language, file));
  assert(catalog instanceof Object);
  assert.deepEqual(Object.keys(catalog), [file.replace('.json', '')]);
  return flatten(catalog, '');
}

function flatten(branch: object, prefix: string): [string, string][] {
  return Object.entries(branch).flatMap(([name, value]: [string, unknown]) => {
    const key = prefix + name;
    if (typeof value === 'string') return [[key, value]];
    assert(value instanceof Object, `${key} is neither a text nor a branch`);
    return flatten(value, `${key}.`);
  });
}
