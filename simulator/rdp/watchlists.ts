import { randomUUID } from 'node:crypto';

/** The fields of a list, as they were sent. */
export type Fields = Readonly<Record<string, unknown>>;

/** A list with the id that it was given. */
export type Watchlist = Fields & { readonly id: string };

/** The lists that were stored, in the order of their creation. */
export class Watchlists {
  readonly #lists = new Map<string, Watchlist>();

  get all(): readonly Watchlist[] {
    return [...this.#lists.values()];
  }

  get(id: string): Watchlist | undefined {
    return this.#lists.get(id);
  }

  create(fields: Fields): Watchlist {
    return this.replace(randomUUID(), fields);
  }

  replace(id: string, fields: Fields): Watchlist {
    const list = { ...fields, id };
    this.#lists.set(id, list);
    return list;
  }

  delete(id: string): void {
    this.#lists.delete(id);
  }
}
