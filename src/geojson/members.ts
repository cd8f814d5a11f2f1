import { isFeature } from './is-feature';

/** A member of an object, under the name that it has there. */
export interface Member {
  readonly name: string;
  readonly value: unknown;
}

/**
 * Looks members up by their usual names, however they are spelled: `Latitude`, `start_lat` and
 * `startLat` are what `latitude` and `startlat` name. Of several with one name the first counts.
 * A feature's properties are looked through after its own members.
 */
export class Members {
  readonly #byName = new Map<string, Member>();

  constructor(readonly object: object) {
    this.#add(object);
    if (isFeature(object) && object.properties) this.#add(object.properties);
  }

  /** @param name in lower case, without anything between its words */
  get(name: string): Member | undefined {
    return this.#byName.get(name);
  }

  #add(object: object): void {
    for (const [name, value] of Object.entries(object)) {
      const plain = plainName(name);
      if (!this.#byName.has(plain)) this.#byName.set(plain, { name, value });
    }
  }
}

/** Characters that a usual name has at the most. */
const LONGEST_NAME = 40;

/** Names are the same from item to item. */
const plainNames = new Map<string, string>();
const MOST_NAMES = 1_000;

/** A name without regard to how it is spelled. */
export function plainName(name: string): string {
  if (name.length > LONGEST_NAME) return name;
  const known = plainNames.get(name);
  if (known !== undefined) return known;
  const plain = name.toLowerCase().replaceAll(/[\s_-]/g, '');
  if (plainNames.size >= MOST_NAMES) plainNames.clear();
  plainNames.set(name, plain);
  return plain;
}
