import { computeInSlice } from '../event-loop/time-slice';
import { parseJson } from '../http/body';
import type { ByteWindow } from './byte-window';
import { endOfValue, isComma } from './end-of-value';

const OPENING_BRACKET = 0x5b;
const CLOSING_BRACKET = 0x5d;

/** Where a batch may end, if the bytes are those of objects side by side. */
const BETWEEN_OBJECTS = Buffer.from('},{');

/** Items that stand side by side. */
export interface Items {
  readonly items: unknown[];
  /** Whether the array ends with them. */
  readonly areLast: boolean;
}

/** Items, and the index of the comma or bracket behind them. */
interface Found {
  readonly items: unknown[];
  readonly end: number;
}

/**
 * Reads an array from behind its opening bracket up to its closing one, which
 * stays in the window, in batches that end between two items.
 *
 * Such an end is guessed first: the last `},{`. If what stands before it is the
 * inside of an array, it consists of whole items, because it began with one. A
 * guess fails where items hold lists of objects, or text that looks like them;
 * from then on the items are counted out byte by byte.
 */
export class ItemReader {
  #guesses = true;
  #isFirst = true;

  /**
   * @param batchBytes how many are parsed at one go, unless an item is longer
   * @param broken makes the error for what is no JSON
   */
  constructor(
    private readonly window: ByteWindow,
    private readonly batchBytes: number,
    private readonly broken: () => Error,
  ) {}

  /**
   * The next items: at least one, unless the array is empty.
   *
   * @param patience milliseconds after which the bytes may be fewer, if they hold an item
   */
  async next(patience?: number): Promise<Items> {
    for (let length = this.batchBytes; ; ) {
      const isFull = await this.window.fill(length, patience);
      const found = await computeInSlice(() => this.#find(length, isFull));
      if (found !== undefined) return this.#take(found);
      if (isFull) length *= 2;
      // Twice as many: what comes in drops is not searched for an end with each of them.
      else await this.window.grow();
    }
  }

  #find(length: number, isFull: boolean): Found | undefined {
    const view = this.window.bytes.subarray(0, length);
    return (
      (isFull ? this.#guess(view) : undefined) ??
      this.#countOut(view, !isFull && this.window.isAtEnd)
    );
  }

  #guess(view: Buffer): Found | undefined {
    const end = this.#guesses ? view.lastIndexOf(BETWEEN_OBJECTS) + 1 : 0;
    if (end === 0) return undefined;
    const items = parseItems(view, end);
    this.#guesses = items !== undefined;
    return items && { items, end };
  }

  /**
   * @param isAll whether nothing comes behind what is in view
   * @returns nothing where the first item is longer than what is in view
   */
  #countOut(view: Buffer, isAll: boolean): Found | undefined {
    const end = lastEnd(view);
    if (end === -1 && !isAll) return undefined;
    const isCutOff = isAll && (end === -1 || isComma(view, end));
    const items = isCutOff ? undefined : parseItems(view, end);
    if (items === undefined) throw this.broken();
    return { items, end };
  }

  #take({ items, end }: Found): Items {
    const areLast = !isComma(this.window.bytes, end);
    // An empty place beside a comma.
    if (items.length === 0 && !(this.#isFirst && areLast)) throw this.broken();
    this.#isFirst = false;
    this.window.take(areLast ? end : end + 1);
    return { items, areLast };
  }
}

function parseItems(view: Buffer, end: number): unknown[] | undefined {
  // The brackets are added to the bytes, because V8 would copy a text that they are added to.
  const array = Buffer.allocUnsafe(end + 2);
  array[0] = OPENING_BRACKET;
  view.copy(array, 1, 0, end);
  array[end + 1] = CLOSING_BRACKET;
  try {
    const items = parseJson(array);
    return Array.isArray(items) ? items : undefined;
  } catch {
    return undefined;
  }
}

/** The closing bracket of the array where it is in view, else the last comma between two items. */
function lastEnd(view: Buffer): number {
  let last = -1;
  for (let at = endOfValue(view, 0); at !== -1; at = endOfValue(view, at + 1)) {
    last = at;
    if (!isComma(view, at)) break;
  }
  return last;
}
