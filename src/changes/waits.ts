import type { Waiting } from './state';

/**
 * Which values of an item differ from what was reported last, and in how many lists in a
 * row they did.
 *
 * An object that was reported has two such numbers: how long it has differed in any way, and
 * how long it was not an object at all, in which time everything that was in it differed.
 */
export class Waits {
  readonly #byPath: ReadonlyMap<string, Waiting>;
  /** By the paths of the objects that they are in; made when it is first asked for. */
  #inside: ReadonlyMap<string, readonly Waiting[]> | undefined;

  /** @param missing in how many lists the item was not there: with it, all of its values were not */
  constructor(waiting: readonly Waiting[] = [], missing = 0) {
    const counted = missing === 0 ? waiting : waiting.flatMap((wait) => without(wait, missing));
    this.#byPath = new Map(counted.map((wait) => [wait.path, wait]));
  }

  get isEmpty(): boolean {
    return this.#byPath.size === 0;
  }

  /**
   * What a value that differs waits for after this list.
   *
   * @param isNew whether no value was reported
   * @param flat in how many lists before the object around it was not one
   */
  next(path: string, isNew: boolean, flat: number): Waiting {
    const before = this.#byPath.get(path);
    if (isNew) return { path, polls: 1 + (before?.isNew ? before.polls : 0), isNew };
    return { path, polls: 1 + (before?.polls ?? flat) };
  }

  /** The same for an object that is not one now, and for what waits inside of it. */
  *nextOfObject(path: string, flat: number): Generator<Waiting> {
    yield { ...this.next(path, false, flat), flat: 1 + this.flatOf(path, flat) };
    if (this.isEmpty) return;
    this.#inside ??= insideOf(this.#byPath.values());
    for (const wait of this.#inside.get(path) ?? []) yield* without(wait, 1);
  }

  /** In how many lists before an object was not one; where it has not waited, as what is around it. */
  flatOf(path: string, flat: number): number {
    const wait = this.#byPath.get(path);
    return wait === undefined ? flat : (wait.flat ?? 0);
  }
}

/** A wait after lists without what is around its value: a value that is new was not there before, either. */
function without({ path, polls, flat = 0, isNew = false }: Waiting, lists: number): Waiting[] {
  return isNew ? [] : [{ path, polls: polls + lists, flat: flat + lists }];
}

function insideOf(waiting: Iterable<Waiting>): Map<string, Waiting[]> {
  const inside = new Map<string, Waiting[]>();
  for (const wait of waiting) {
    for (const around of pathsAround(wait.path)) {
      const waits = inside.get(around);
      if (waits === undefined) inside.set(around, [wait]);
      else waits.push(wait);
    }
  }
  return inside;
}

/** The paths that lead to what is around a value: their texts end before a dot or a bracket. */
function* pathsAround(path: string): Generator<string> {
  let quote = '';
  for (let at = 0; at < path.length; at++) {
    const character = path.charAt(at);
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (at > 0 && (character === '.' || character === '[')) yield path.slice(0, at);
  }
}
