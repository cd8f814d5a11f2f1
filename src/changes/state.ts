import { asRecord, isRecord, type JsonObject } from '../json-value';
import type { FieldPath } from '../value-at';

/** A value that differs from the one that was reported last, but not in enough lists yet. */
export interface Waiting {
  readonly path: string;
  /** How many lists in a row had another value than the one that was reported last. */
  readonly polls: number;
  /** Of an object: in how many of these lists it was not an object. */
  readonly flat?: number;
  /** Whether no value was reported. */
  readonly isNew?: boolean;
}

/** What is remembered of an item. */
export interface Entry {
  readonly key: string;
  /** The item as it was seen last. */
  readonly item: JsonObject;
  /**
   * What was reported of it last, if the item's own view differs from that. Context stores
   * have it under this name.
   */
  readonly told?: JsonObject;
  readonly waiting?: readonly Waiting[];
  /** In how many lists in a row it was seen, as long as it does not count as added. */
  readonly seen?: number;
  /** In how many lists in a row it was missing. */
  readonly missing?: number;
}

/** What is remembered of a list. It is never changed, and JSON can write it. */
export interface State {
  /** The rules by which it was made. */
  readonly rules: string;
  readonly entries: readonly Entry[];
  /** When the list was asked for, ISO 8601, where that is known. */
  readonly requestedAt?: string | undefined;
}

/** What of the rules a state depends on. */
export function rulesOf({ keys, watch, fields }: Rules): string {
  return JSON.stringify([keyTextOf(keys), watch, ...fields.map(({ text }) => text)]);
}

/** The paths of a key as one text. */
export function keyTextOf(keys: readonly FieldPath[]): string {
  return keys.map(({ text }) => text).join(', ');
}

/** Whether a value that was kept is an entry. */
export function isEntry(value: unknown): value is Entry {
  const { key, item } = asRecord(value);
  return typeof key === 'string' && isRecord(item);
}

/** A field that the user named. */
export interface Field extends FieldPath {
  /** How far a number must move to count, in its own unit; 0 for any change. */
  readonly threshold: number;
}

/** How lists are compared. */
export interface Rules {
  /** Where an item has what identifies it: one path, or several together. */
  readonly keys: readonly FieldPath[];
  /** Whether a list with an item whose key is missing or doubled is refused, or such items are left out. */
  readonly unkeyed: 'refuse' | 'skip';
  /** Which values matter: all, only the fields, or all but the fields. */
  readonly watch: 'all' | 'only' | 'except';
  readonly fields: readonly Field[];
  /** How many lists in a row must differ from what was reported last; 1 for immediately. */
  readonly polls: number;
  /** What the first list is: the state from which changes are reported, or all of it added. */
  readonly first: 'silent' | 'added';
}
