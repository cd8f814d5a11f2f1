/**
 * What `inode-changes` is to report, written again in the simplest way: everything that was
 * ever seen of an item is kept, and each list looks back through all of it.
 */
import type { Field, Rules } from '../../../src/changes/state';

type Json = unknown;
type Item = Record<string, Json>;

/** What a list reports; nothing where it is refused. */
export interface Modelled {
  readonly added: readonly Json[];
  readonly changed: readonly { key: Json; item: Json; changes: readonly Change[] }[];
  readonly removed: readonly Json[];
  readonly missing: readonly string[];
  readonly skipped: number;
}

interface Change {
  readonly path: string;
  readonly old?: Json;
  readonly new?: Json;
}

interface Known {
  /** The view of the item as it was reported last; nothing where it was not there. */
  reported: Item | undefined;
  /** What each list since then had of it; nothing where it was not in the list. */
  seen: (Item | undefined)[];
  last: Item | undefined;
  /** Where something was reported last, and in which of the lists. */
  changes: { path: readonly string[]; list: number }[];
}

export class Model {
  readonly #known = new Map<string, Known>();
  #isFirst = true;

  constructor(private readonly rules: Rules) {}

  compare(list: readonly Json[]): Modelled | undefined {
    const { rules } = this;
    const keyed = list.map((item) => ({ item, key: this.#keyOf(item) }));
    const count = (key: string | undefined) => keyed.filter((each) => each.key === key).length;
    const good = keyed.filter(({ key }) => key !== undefined && count(key) === 1);
    const isBad = good.length < list.length;
    if (isBad && rules.unkeyed === 'refuse') return undefined;
    if (list.length > 0 && count(undefined) === list.length) return undefined;

    const now = new Map(good.map(({ item, key }) => [String(key), isItem(item) ? item : {}]));
    const added: Json[] = [];
    const changed: { key: Json; item: Json; changes: readonly Change[] }[] = [];
    const removed: Json[] = [];
    for (const key of new Set([...now.keys(), ...this.#known.keys()])) {
      if (count(key) > 1) continue;
      const known = this.#known.get(key) ?? {
        reported: undefined,
        seen: [],
        last: undefined,
        changes: [],
      };
      this.#known.set(key, known);
      const item = now.get(key);
      known.seen.push(item);
      if (item !== undefined) known.last = item;
      if (this.#isFirst && rules.first === 'silent') {
        Object.assign(known, { reported: item && this.#view(item), seen: [], changes: [] });
      } else if (known.reported === undefined) {
        if (trailing(known.seen, (each) => each !== undefined) < rules.polls) continue;
        if (item === undefined) continue;
        added.push(item);
        Object.assign(known, { reported: this.#view(item), seen: [], changes: [] });
      } else if (item === undefined) {
        if (trailing(known.seen, (each) => each === undefined) < rules.polls) continue;
        removed.push(known.last);
        Object.assign(known, { reported: undefined, seen: [], changes: [] });
      } else {
        const changes = this.#changes(known, known.reported, this.#view(item), []);
        if (changes.length > 0) changed.push({ key: this.#shownKey(item), item, changes });
      }
    }
    this.#isFirst = false;
    const missing =
      rules.watch === 'only' && now.size > 0
        ? rules.fields.filter(({ keys }) =>
            [...now.values()].every((item) => at(item, keys) === undefined),
          )
        : [];
    return {
      added,
      changed,
      removed,
      missing: missing.map(({ text }) => text),
      skipped: list.length - now.size,
    };
  }

  /** Where two values are not both objects, they are compared as they are. */
  #changes(known: Known, reported: Item, now: Item, path: readonly string[]): Change[] {
    return [...new Set([...Object.keys(reported), ...Object.keys(now)])].flatMap((name) => {
      const [old, value] = [reported[name], now[name]];
      const inner = [...path, name];
      if (this.#isKey(inner)) return [];
      if (isItem(old) && isItem(value)) return this.#changes(known, old, value, inner);
      const differs = (view: Item | undefined) =>
        !this.#isSame(inner, old, view === undefined ? undefined : at(view, inner));
      // Before something in it was reported, it was compared with something else.
      const since = known.changes.filter(({ path: changed }) =>
        inner.every((step, n) => step === changed[n]),
      );
      const seen = known.seen.slice(Math.max(0, ...since.map(({ list }) => list)));
      const polls = trailing(seen, (item) => differs(item && this.#view(item)));
      if (polls < this.rules.polls) return [];
      known.changes.push({ path: inner, list: known.seen.length - 1 });
      if (value === undefined) delete reported[name];
      else reported[name] = structuredClone(value);
      return [
        {
          path: inner.join('.'),
          ...(old !== undefined && { old }),
          ...(value !== undefined && { new: value }),
        },
      ];
    });
  }

  #isSame([name]: readonly string[], a: Json, b: Json): boolean {
    const threshold = this.rules.fields.find(({ text }) => text === name)?.threshold ?? 0;
    if (threshold > 0 && typeof a === 'number' && typeof b === 'number') {
      return Math.abs(a - b) < threshold;
    }
    return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
  }

  #view(item: Item): Item {
    const { watch, fields } = this.rules;
    const copy = structuredClone(item);
    if (watch === 'all') return copy;
    if (watch === 'except') {
      for (const { text } of fields) delete copy[text];
      return copy;
    }
    const values = fields.map(({ text, keys }: Field) => [text, at(copy, keys)] as const);
    return Object.fromEntries(values.filter(([, value]) => value !== undefined));
  }

  #isKey(path: readonly string[]): boolean {
    return this.rules.keys.some(({ text }) => text === path.join('.'));
  }

  #keyOf(item: Json): string | undefined {
    if (!isItem(item)) return undefined;
    const parts = this.rules.keys.map(({ keys }) => at(item, keys));
    const isGood = parts.every(
      (part) => typeof part === 'number' || (typeof part === 'string' && part !== ''),
    );
    return isGood ? parts.map(String).join('\0') : undefined;
  }

  #shownKey(item: Item): Json {
    const parts = this.rules.keys.map(({ keys }) => at(item, keys));
    return parts.length === 1 ? parts[0] : parts;
  }
}

/** How many of the last ones, in a row, are so. */
function trailing<T>(all: readonly T[], isSo: (one: T) => boolean): number {
  return all.length - 1 - all.findLastIndex((one) => !isSo(one));
}

function isItem(value: Json): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function at(value: Json, [key, ...rest]: readonly (string | number)[]): Json {
  if (key === undefined) return value;
  return isItem(value) ? at(value[key], rest) : undefined;
}

function sorted(value: Json): Json {
  if (value === undefined) return 'nothing';
  if (!isItem(value)) return [value];
  return Object.entries(value)
    .map(([name, each]) => [name, sorted(each)])
    .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1));
}
