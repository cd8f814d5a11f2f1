import type { Signal } from '../abort';
import { inSlices } from '../event-loop/in-slices';
import { isRecord } from '../json-value';
import { type Path, valueAt } from '../value-at';
import { isBlank } from './geometry';
import { itemProperty } from './is-feature';
import { idOf } from './to-features';

/** Where an item has what the map calls it by. */
export interface NameRules {
  /** Of the name. */
  readonly label: Path;
  /** Of the id. */
  readonly key: Path;
}

/** The place in its list of an item that has neither a name nor an id. */
export type PlaceInList = (index: number) => string;

/**
 * A name for each item: its name and its id. The worldmap moves, recolors and deletes what it has
 * under a name already, so an item has the same one in every list, in every page and alone.
 *
 * @throws the signal's reason, once it is aborted
 */
export async function mapNames(
  items: readonly unknown[],
  rules: NameRules,
  placeOf: PlaceInList,
  signal: Signal,
): Promise<string[]> {
  const names: string[] = [];
  const uniqueName = namer();
  await inSlices(items, signal, (item, index) => {
    names.push(uniqueName(nameOf(item, rules) ?? placeOf(index)));
  });
  return names;
}

/** The name of an item; nothing where it has neither a name nor an id. */
export function nameOf(
  item: unknown,
  { label, key }: NameRules,
  given = itemProperty(item, label),
): string | undefined {
  const name = safeName(isBlank(given) ? '' : textOf(given));
  const id = safeName(String(idOf(item, key) ?? ''));
  const known = [...new Set([name, id])].filter((text) => text !== '');
  if (known.length < 2) return known[0] === undefined ? undefined : unlikeMember(known[0]);
  return `${name} (${id})`;
}

/** Makes names that were taken before differ by a number. */
function namer(): (wanted: string) => string {
  const taken = new Set<string>();
  /** The number for the next one of a name: thousands may have the same. */
  const next = new Map<string, number>();
  return (wanted) => {
    let unique = wanted;
    // Another item may be called what the number makes of this one.
    for (let n = next.get(wanted) ?? 2; taken.has(unique); n++) {
      unique = `${wanted} ${n}`;
      next.set(wanted, n + 1);
    }
    taken.add(unique);
    return unique;
  };
}

/**
 * The worldmap looks names up in plain objects, which have members of their own. With a thing it
 * also deletes the one whose name has `_` behind.
 */
function unlikeMember(name: string): string {
  return name in {} || name.endsWith('_') ? `‹${name}›` : name;
}

/** Characters of a name at the most. */
const LONGEST_NAME = 500;

const LOOKALIKES: ReadonlyMap<string, string> = new Map([
  ['<', '‹'],
  ['>', '›'],
  ['"', '”'],
  ["'", '’'],
  ['`', '‘'],
  ['&', '＆'],
  ['\\', '＼'],
  ['$', '＄'],
]);

/**
 * A text as it may be in any of the places where the worldmap puts names: in HTML, in a script
 * inside of an attribute (its context menu), in a pattern of `replace`. What has a meaning there
 * becomes a character that looks like it.
 */
function safeName(text: string): string {
  const plain = shorten(text, LONGEST_NAME)
    .replaceAll(/[<>"'`&\\$]/g, (sign) => LOOKALIKES.get(sign) ?? sign)
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .replaceAll(/\p{Cs}/gu, '\u{FFFD}');
  return plain.trim();
}

/** The same for what a user chooses: icons and layers, which may be addresses. */
export function safeChoice(text: string): string {
  return text.replaceAll(/[<>"'`\\]/g, (sign) => LOOKALIKES.get(sign) ?? sign);
}

export function shorten(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit)}…` : text;
}

/** A JSON value as people read it: texts as they are, everything else as JSON. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    // A function node may have put a BigInt there.
    return typeof value === 'bigint' ? String(value) : '';
  }
}

/**
 * The place in its list of an item that came alone or in a page.
 *
 * @param parts of the message that it came in
 */
export function placeInList(parts: unknown, isAlone: boolean): PlaceInList {
  const index = isRecord(parts) ? valueAt(parts, ['index']) : undefined;
  if (typeof index !== 'number') return (at) => String(at + 1);
  return (at) => (isAlone ? String(index + 1) : `${index + 1}.${at + 1}`);
}
