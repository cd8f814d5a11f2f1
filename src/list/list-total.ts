import type { Page } from './page';

/** How many items a list has by what the service says on its pages. */
export class ListTotal {
  #isFromStart: boolean | undefined;
  #value: number | undefined;

  /** Takes the next page. */
  add({ count, hasPrevious = false }: Page): void {
    this.#isFromStart ??= !hasPrevious;
    // Where the list shrinks while it is read, an item that stays may slip between two pages.
    if (count !== undefined) this.#value = Math.max(count, this.#value ?? 0);
  }

  /** Nothing where the service does not tell, or where the reading began at a later page. */
  get value(): number | undefined {
    return this.#isFromStart ? this.#value : undefined;
  }
}
