import { isObject, isRecord, isTooDeep, type Json, MAX_DEPTH, setOwn } from '../json-value';
import { toNumber } from '../value-at';

/** Values that are looked at in one step: a tenth of a millisecond's work. */
const STEP = 1_000;

/** Counts the values that are looked at, so that an item of many is many steps. */
export class StepBudget {
  #values = 0;

  /** Counts another one; says whether it was the last one of this step. */
  isSpent(): boolean {
    this.#values = (this.#values + 1) % STEP;
    return this.#values === 0;
  }
}

/** Thrown for a value that is in the way of a copy. */
export class Uncopyable extends Error {
  override readonly name = 'Uncopyable';

  constructor(readonly reason: 'notWritable' | 'nestedTooDeep') {
    super(reason);
  }
}

/**
 * A value as a context store that writes files will hand it back: what JSON.parse makes
 * of its JSON, and `null` where it has none. Nobody else holds any of it.
 *
 * @throws {Uncopyable}
 */
export function* copyAsJson(given: unknown, budget: StepBudget): Generator<void, Json> {
  try {
    // Nearly all items, in half the time.
    if (isSmall(given)) return written(given) ?? null;
    return (yield* new Copier(budget).copyOf(given)) ?? null;
  } catch (error) {
    // A getter or a proxy may throw anything.
    throw error instanceof Uncopyable ? error : new Uncopyable('notWritable');
  }
}

/** Copies a value of any size; where JSON has none, the copy is `undefined`. */
class Copier {
  /** The arrays and objects around the one that is copied. */
  readonly #around = new Set<object>();

  constructor(private readonly budget: StepBudget) {}

  *copyOf(value: unknown): Generator<void, Json | undefined> {
    return isPlain(value) ? yield* this.#ofContainer(value) : this.#leafOf(value);
  }

  *#ofContainer(container: Record<string, unknown>): Generator<void, Json> {
    if (this.#around.has(container)) throw new Uncopyable('notWritable');
    if (this.#around.size === MAX_DEPTH) throw new Uncopyable('nestedTooDeep');
    this.#around.add(container);
    const copy = yield* Array.isArray(container)
      ? this.#ofArray(container)
      : this.#ofObject(container);
    this.#around.delete(container);
    return copy;
  }

  *#ofArray(array: readonly unknown[]): Generator<void, Json[]> {
    const copy: Json[] = [];
    // By number, because where there is a hole, `null` is written.
    for (let at = 0; at < array.length; at++) {
      if (this.budget.isSpent()) yield;
      const member = array[at];
      const value = isPlain(member) ? yield* this.#ofContainer(member) : this.#leafOf(member);
      copy.push(value ?? null);
    }
    return copy;
  }

  *#ofObject(object: Record<string, unknown>): Generator<void, Json> {
    const copy: Record<string, Json> = {};
    for (const name of Object.keys(object)) {
      if (this.budget.isSpent()) yield;
      const member = object[name];
      const value = isPlain(member) ? yield* this.#ofContainer(member) : this.#leafOf(member);
      if (value !== undefined) setOwn(copy, name, value);
    }
    return copy;
  }

  #leafOf(value: unknown): Json | undefined {
    if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
    if (typeof value === 'number' && Number.isFinite(value)) return value === 0 ? 0 : value;
    // It is written in its own way, as a Date is.
    const copy = written(value);
    if (isTooDeep(copy, MAX_DEPTH - this.#around.size)) throw new Uncopyable('nestedTooDeep');
    return copy;
  }
}

/** Whether a value has so few others in it that it can be copied in one step. */
function isSmall(given: unknown): boolean {
  let values = 0;
  const fits = (value: unknown, levels: number): boolean => {
    if (!isRecord(value)) return true;
    if (levels === 0 || !isPlain(value)) return false;
    for (const name in value) {
      values++;
      if (values > STEP || !fits(value[name], levels - 1)) return false;
    }
    return true;
  };
  return fits(given, MAX_DEPTH);
}

/** Whether JSON writes a value member by member, and not as it says itself. */
function isPlain(value: unknown): value is Record<string, unknown> {
  if (!isRecord(value) || 'toJSON' in value) return false;
  if (Array.isArray(value)) return true;
  // The objects of function nodes are from another realm: their prototype is not ours.
  const prototype: unknown = Object.getPrototypeOf(value);
  return !isRecord(prototype) || Object.getPrototypeOf(prototype) === null;
}

/** A value as JSON reads it back, in one step. JSON has no text for `undefined` and functions. */
function written(value: unknown): Json | undefined {
  const text: string | undefined = JSON.stringify(value);
  return text === undefined ? undefined : JSON.parse(text);
}

/** The member of an object, if it is its own. */
export function own(object: { readonly [key: string]: Json }, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Whether two values are equal. */
export function* isEqual(
  a: Json | undefined,
  b: Json | undefined,
  budget: StepBudget,
): Generator<void, boolean> {
  if (a === b) return true;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    for (const [at, member] of a.entries()) {
      if (budget.isSpent()) yield;
      if (member !== b[at] && !(yield* isEqual(member, b[at], budget))) return false;
    }
    return true;
  }
  if (!isObject(a) || !isObject(b)) return false;
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  for (const name of names) {
    if (budget.isSpent()) yield;
    const [one, other] = [a[name], own(b, name)];
    if (one !== other && !(yield* isEqual(one, other, budget))) return false;
  }
  return true;
}

/**
 * Whether two values count as the same: with a threshold, two numbers where they
 * are less than that apart, be they written as numbers or, as decimals often are,
 * as texts; anything else where it is equal.
 */
export function* isSame(
  a: Json | undefined,
  b: Json | undefined,
  threshold: number,
  budget: StepBudget,
): Generator<void, boolean> {
  const [from, to] = threshold > 0 ? [toNumber(a), toNumber(b)] : [];
  if (from === undefined || to === undefined) return yield* isEqual(a, b, budget);
  // In binary, 12.4 is a little less than 0.1 away from 12.3.
  const rounding = 4 * Number.EPSILON * Math.max(Math.abs(from), Math.abs(to));
  return from === to || Math.abs(from - to) < threshold - rounding;
}
