import { isObject, type Json, type JsonObject, setOwn } from '../json-value';
import { withKeyOf } from './item-key';
import { copyAsJson, isEqual, isSame, own, type StepBudget } from './json-steps';
import { keysOf, type Place, pathText } from './path-text';
import type { Entry, Rules, Waiting } from './state';
import { viewOf } from './view';
import { Waits } from './waits';

/** One value of an item that has changed. */
export interface ValueChange {
  /** Its path in the item, as the rules have it. */
  readonly path: string;
  /** Left out where there was none. */
  readonly old?: Json;
  /** Left out where there is no longer one. */
  readonly new?: Json;
}

/** What becomes of an item that is still there. */
export interface Update {
  readonly entry: Entry;
  readonly changes: readonly ValueChange[];
  /** Whether it makes a difference to what was reported and to what waits. */
  readonly isTouched: boolean;
}

/** What is to be remembered of an item that is still there, and what has changed in it. */
export function* updateEntry(
  { key, item, told: reported, waiting, missing }: Entry,
  seen: JsonObject,
  rules: Rules,
  budget: StepBudget,
): Generator<void, Update> {
  // Most items of most lists, at a fraction of the work.
  const isAsReported = reported === undefined && waiting === undefined;
  if (isAsReported && (yield* isEqual(item, seen, budget))) {
    return { entry: { key, item: seen }, changes: [], isTouched: missing !== undefined };
  }
  const before = withKeyOf(reported ?? viewOf(item, rules), seen, rules);
  const now = viewOf(seen, rules);
  const comparison = new Comparison(rules, new Waits(waiting, missing), budget);
  const after = yield* comparison.compare(before, now, undefined, missing ?? 0);
  const { changes, waits } = comparison;
  const isWaiting = waiting !== undefined || waits.length > 0;
  return {
    isTouched: changes.length > 0 || isWaiting || missing !== undefined,
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

  constructor(
    private readonly rules: Rules,
    private readonly begun: Waits,
    private readonly budget: StepBudget,
  ) {}

  /**
   * What counts as reported of an object after this: the new one itself if all of it does.
   *
   * @param flat in how many lists before it was not an object
   */
  *compare(
    old: JsonObject,
    now: JsonObject,
    parent: Place | undefined,
    flat: number,
  ): Generator<void, JsonObject> {
    const after: Record<string, Json> = {};
    let isNow = true;
    for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
      if (this.budget.isSpent()) yield;
      const [from, to] = [own(old, key), own(now, key)];
      const value = from === to ? to : yield* this.#compareValue(from, to, { key, parent }, flat);
      if (value !== to) isNow = false;
      if (value !== undefined) setOwn(after, key, value);
    }
    return isNow ? now : after;
  }

  *#compareValue(
    from: Json | undefined,
    to: Json | undefined,
    place: Place,
    flat: number,
  ): Generator<void, Json | undefined> {
    if (isObject(from) && isObject(to)) return yield* this.#compareObjects(from, to, place, flat);
    const { path, threshold } = this.#describe(place);
    if (yield* isSame(from, to, threshold, this.budget)) {
      return (yield* isEqual(from, to, this.budget)) ? to : from;
    }
    const wait = this.begun.next(path, from === undefined, flat);
    if (wait.polls < this.rules.polls) {
      if (isObject(from)) this.waits.push(...this.begun.nextOfObject(path, flat));
      else this.waits.push(wait);
      return from;
    }
    // Callers get copies: what they do to them must not reach the state.
    this.changes.push({
      path,
      ...(from !== undefined && { old: yield* copyAsJson(from, this.budget) }),
      ...(to !== undefined && { new: yield* copyAsJson(to, this.budget) }),
    });
    return to;
  }

  *#compareObjects(
    from: JsonObject,
    to: JsonObject,
    place: Place,
    flat: number,
  ): Generator<void, JsonObject> {
    const [waits, changes] = [this.waits.length, this.changes.length];
    const inner = this.begun.isEmpty ? flat : this.begun.flatOf(this.#describe(place).path, flat);
    const after = yield* this.compare(from, to, place, inner);
    if (this.waits.length > waits) {
      const { path } = this.#describe(place);
      // What was reported of it is new, so its count begins with this list.
      const hasChanged = this.changes.length > changes;
      this.waits.push(hasChanged ? { path, polls: 1 } : this.begun.next(path, false, flat));
    }
    return after;
  }

  /** A view's first key is a complete path where the user named the fields. */
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
