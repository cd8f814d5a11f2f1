import { isObject, type Json, type JsonObject } from '../json-value';
import { copyAsJson, isEqual, own, type Pace, setOwn } from './json-steps';
import { keysOf, type Place, pathText } from './path-text';
import { isSame } from './same-value';
import type { Entry, Rules, Waiting } from './state';
import { viewOf } from './view';

/** One value of an item that has changed. */
export interface ValueChange {
  /** Where it stands in the item, as a flow writes it. */
  readonly path: string;
  /** Left out where there was none. */
  readonly old?: Json;
  /** Left out where there is none any more. */
  readonly new?: Json;
}

/** What is to be remembered of an item that is still there, and what has changed in it. */
export function* updateEntry(
  { key, item, told, waiting, missing }: Entry,
  seen: JsonObject,
  rules: Rules,
  pace: Pace,
): Generator<void, { entry: Entry; changes: readonly ValueChange[] }> {
  // Most items of most lists, at a fraction of the work.
  const isAsTold = told === undefined && waiting === undefined;
  if (isAsTold && (yield* isEqual(item, seen, pace))) {
    return { entry: { key, item: seen }, changes: [] };
  }
  const before = told ?? viewOf(item, rules);
  const now = viewOf(seen, rules);
  // A list without the item interrupts what was seen in a row.
  const comparison = new Comparison(rules, missing === undefined ? waiting : undefined, pace);
  const after = yield* comparison.compare(before, now, undefined);
  const { changes, waits } = comparison;
  return {
    entry: {
      key,
      item: seen,
      // Numbers below their threshold differ too, and must not creep away.
      ...(after !== now && { told: after }),
      ...(waits.length > 0 && { waiting: waits }),
    },
    changes,
  };
}

/** Finds out what has changed in an item, value by value. */
class Comparison {
  readonly changes: ValueChange[] = [];
  readonly waits: Waiting[] = [];
  readonly #begun: ReadonlyMap<string, Waiting>;

  constructor(
    private readonly rules: Rules,
    waiting: readonly Waiting[] = [],
    private readonly pace: Pace,
  ) {
    this.#begun = new Map(waiting.map((wait) => [wait.path, wait]));
  }

  /** What counts as told of an object after this: the new one itself where all of it does. */
  *compare(
    old: JsonObject,
    now: JsonObject,
    parent: Place | undefined,
  ): Generator<void, JsonObject> {
    const after: Record<string, Json> = {};
    let isNow = true;
    for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
      if (this.pace.isOver()) yield;
      const [from, to] = [own(old, key), own(now, key)];
      const value = from === to ? to : yield* this.#compareValue(from, to, { key, parent });
      if (value !== to) isNow = false;
      if (value !== undefined) setOwn(after, key, value);
    }
    return isNow ? now : after;
  }

  *#compareValue(
    from: Json | undefined,
    to: Json | undefined,
    place: Place,
  ): Generator<void, Json | undefined> {
    if (isObject(from) && isObject(to)) return yield* this.compare(from, to, place);
    const { path, threshold } = this.#describe(place);
    if (yield* isSame(from, to, threshold, this.pace)) {
      return (yield* isEqual(from, to, this.pace)) ? to : from;
    }
    const wait = yield* this.#waitFor(path, to, threshold);
    if (wait.polls < this.rules.polls) {
      this.waits.push(wait);
      return from;
    }
    // Flows get copies: what they do to them must not reach the state.
    this.changes.push({
      path,
      ...(from !== undefined && { old: yield* copyAsJson(from, this.pace) }),
      ...(to !== undefined && { new: yield* copyAsJson(to, this.pace) }),
    });
    return to;
  }

  *#waitFor(path: string, value: Json | undefined, threshold: number): Generator<void, Waiting> {
    const begun = this.#begun.get(path);
    const isGoingOn =
      begun !== undefined && (yield* isSame(begun.value, value, threshold, this.pace));
    return isGoingOn ? { ...begun, polls: begun.polls + 1 } : { path, value, polls: 1 };
  }

  /** A view's first key stands for a whole path where the user named the fields. */
  #describe(place: Place): { path: string; threshold: number } {
    const { watch, fields } = this.rules;
    const keys = keysOf(place);
    const [first, ...rest] = keys;
    const field = watch === 'only' ? fields.find(({ text }) => text === first) : undefined;
    return field === undefined
      ? { path: pathText('', keys), threshold: 0 }
      : { path: pathText(field.text, rest), threshold: field.threshold };
  }
}
