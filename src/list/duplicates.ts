import { computeInSlice } from '../event-loop/time-slice';
import { isRecord } from '../json-value';
import { isKey, type Path, valueAt } from '../value-at';

/** What identifies an item. */
type Key = string | number;

/** Where items have it, unless somebody says otherwise. */
const USUAL_KEY: Path = ['id'];

/** Bytes that the keys may take before the older half of them is forgotten: 130,000 numbers. */
const HALF_BYTES = 2 ** 22;

/** Items that are checked in one step. */
const SLICE = 1_000;

/**
 * Counts the items that come again on a later page of a list. Where a service makes its
 * pages without an order, they overlap, and as many items are on none of them.
 *
 * Keys of no more than 8 MB are remembered. Of a longer list, those that came last are:
 * pages that overlap are mostly neighbors.
 */
export class Duplicates {
  /** By key, the page that it was on. */
  #recent = new Map<Key, number>();
  #older = new Map<Key, number>();
  #recentBytes = 0;
  #page = 0;
  #count = 0;
  #isKeyed = true;
  /** What there is of the current page: items, and those of them that came again. */
  #ofPage = { items: 0, again: 0, first: '', last: '' };
  /** The first and the last item of the page before. */
  #endsBefore = '';
  readonly #path: Path;

  /**
   * @param path where an item has its key; items without one are left out. Without it, `id` is
   *   the key if all items have one, and none of a page has that of another.
   */
  constructor(private readonly path?: Path) {
    this.#path = path ?? USUAL_KEY;
  }

  /** Items that came again. */
  get count(): number {
    return this.#isKeyed ? this.#count : 0;
  }

  /**
   * Whether the current page has nothing new: each of its items came again, or, where items have
   * no key, it begins and ends as the page before it.
   */
  get isPageAgain(): boolean {
    const { items, again } = this.#ofPage;
    if (items === 0) return false;
    return this.#isKeyed ? again === items : this.#ends === this.#endsBefore;
  }

  /**
   * Takes items of the current page. The event loop runs in between.
   *
   * @param areLast whether the list ends with them
   */
  async add(items: readonly unknown[], areLast = false): Promise<void> {
    const isOnlyPage = areLast && this.#page === 0;
    if (items.length === 0 || isOnlyPage) return;
    if (this.#ofPage.items === 0) this.#ofPage.first = sketch(items[0]);
    this.#ofPage.last = sketch(items.at(-1));
    this.#ofPage.items += items.length;
    for (let from = 0; from < items.length && this.#isKeyed; from += SLICE) {
      await computeInSlice(() => {
        for (const item of items.slice(from, from + SLICE)) this.#add(valueAt(item, this.#path));
      });
    }
  }

  /** What comes next is on another page. */
  endPage(): void {
    this.#page++;
    this.#endsBefore = this.#ends;
    this.#ofPage = { items: 0, again: 0, first: '', last: '' };
  }

  get #ends(): string {
    const { items, first, last } = this.#ofPage;
    return `${items} ${first} ${last}`;
  }

  #add(key: unknown): void {
    if (!this.#isKeyed) return;
    if (!isKey(key)) {
      this.#doubt();
      return;
    }
    const recent = this.#recent.get(key);
    const page = recent ?? this.#older.get(key);
    if (page === this.#page) this.#doubt();
    else if (page !== undefined) {
      this.#count++;
      this.#ofPage.again++;
    }
    this.#remember(key, recent === undefined);
  }

  /** `id` is not a key after all: nothing is counted. */
  #doubt(): void {
    if (this.path !== undefined) return;
    this.#isKeyed = false;
    this.#recent.clear();
    this.#older.clear();
  }

  #remember(key: Key, isNew: boolean): void {
    if (!this.#isKeyed) return;
    if (isNew) this.#recentBytes += sizeOf(key);
    this.#recent.set(key, this.#page);
    if (this.#recentBytes < HALF_BYTES) return;
    this.#older = this.#recent;
    this.#recent = new Map();
    this.#recentBytes = 0;
  }
}

/** Members of an item that are looked at, and characters of each. */
const SKETCH = 64;

/** What an item has on its first levels: short, and of no two items the same as a rule. */
function sketch(item: unknown, levels = 3): string {
  if (!isRecord(item)) return String(item).slice(0, SKETCH);
  const members: string[] = [];
  for (const name in item) {
    if (levels === 0 || members.length === SKETCH) break;
    members.push(`${name}:${sketch(item[name], levels - 1)}`);
  }
  return members.join();
}

/** What a key takes in a map of V8, at the most. */
function sizeOf(key: Key): number {
  return 32 + (typeof key === 'string' ? 24 + 2 * key.length : 0);
}
