import { computeInSlice } from '../event-loop/time-slice';
import type { AnswerMemory } from '../http/memory';
import { parseBetween } from '../json/container';
import type { Parsed } from '../json/look-through';
import { BATCH_BYTES, SlicedValue } from '../json/sliced-value';
import { countValues, parseCounted } from '../json/value-memory';
import type { ByteWindow } from './byte-window';
import { endOfValue, isComma } from './end-of-value';

/** Where a batch may end, if the bytes are those of objects side by side. */
const BETWEEN_OBJECTS = Buffer.from('},{');

/** Bytes beyond which an item alone is parsed in slices: until there, some milliseconds' work. */
const LONG_ITEM = 2 ** 20;

/** Adjacent items. */
export interface Items {
  readonly items: unknown[];
  /** Whether the array ends with them. */
  readonly areLast: boolean;
  /** Bytes of memory that they are counted with. */
  readonly size: number;
}

/** Items, and the index of the comma or bracket behind them. */
interface Found {
  readonly items: unknown[];
  readonly end: number;
  /** Bytes of memory that they are counted with, but for those up to the end in the window. */
  readonly size: number;
}

export interface ItemReaderOptions {
  /** How many bytes are parsed in one step, unless an item is longer. */
  readonly batchBytes: number;
  /** Counts the values. */
  readonly memory: AnswerMemory;
  /** Levels of arrays and objects inside of each other, the array included. */
  readonly levels: number;
  /** Creates the error for what is not JSON. */
  readonly broken: () => Error;
}

/**
 * Reads an array from behind its opening bracket up to its closing one, which
 * stays in the window, in batches that end between two items.
 *
 * Such an end is guessed first: the last `},{`. If what precedes it is the
 * inside of an array, it consists of complete items, because it began with one. A
 * guess fails where items hold lists of objects, or text that looks like them;
 * from then on the items are counted out byte by byte.
 */
export class ItemReader {
  #guesses = true;
  #isFirst = true;

  constructor(
    private readonly window: ByteWindow,
    private readonly options: ItemReaderOptions,
  ) {}

  /**
   * The next items: at least one, unless the array is empty. They are counted until
   * somebody gives their memory back.
   *
   * @param maxWait milliseconds after which the bytes may be fewer, if they hold an item
   * @throws {ServiceError} ANSWER_INVALID where one is nested too deep; BODY_TOO_LARGE, BUSY
   */
  async next(maxWait?: number): Promise<Items> {
    for (let length = this.options.batchBytes; ; ) {
      const isFull = await this.window.fill(length, maxWait);
      const found = await computeInSlice(() => this.#find(length, isFull));
      if (found !== undefined) return this.#take(found);
      if (this.window.bytes.length > LONG_ITEM) return this.#take(await this.#readLong());
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
    const found = this.#parse(view.subarray(0, end));
    this.#guesses = found !== undefined;
    return found;
  }

  /**
   * @param isAll whether nothing comes behind what is in view
   * @returns nothing where the first item is longer than what is in view
   */
  #countOut(view: Buffer, isAll: boolean): Found | undefined {
    const end = lastEnd(view);
    if (end === -1 && !isAll) return undefined;
    const isCutOff = isAll && (end === -1 || isComma(view, end));
    const found = isCutOff ? undefined : this.#parse(view.subarray(0, end));
    if (found === undefined) throw this.options.broken();
    return found;
  }

  /** The items in a text, if it is some. */
  #parse(text: Buffer): Found | undefined {
    const { memory, levels } = this.options;
    const parse = (): Parsed => parseBetween('[', text, ']', levels);
    try {
      const { value, size } = parseCounted([text], memory, parse);
      if (Array.isArray(value)) return { items: value, end: text.length, size };
      memory.give(size);
      return undefined;
    } catch (error) {
      if (error instanceof SyntaxError) return undefined;
      throw error;
    }
  }

  /** Reads one item, of which the window holds no more than a part at a time. */
  async #readLong(): Promise<Found> {
    const { levels, memory, broken } = this.options;
    // The array itself is a level.
    const item = new SlicedValue(levels - 1);
    try {
      for (let size = 0; ; ) {
        if (!(await this.window.fill(1))) throw broken();
        const piece = this.window.bytes.subarray(0, BATCH_BYTES);
        size += memory.take(0, countValues(piece));
        const end = await computeInSlice(() => item.add(piece));
        if (end !== undefined) {
          return { items: [await computeInSlice(() => item.end())], end, size };
        }
        size += this.window.take(piece.length).length;
      }
    } catch (error) {
      throw error instanceof SyntaxError ? broken() : error;
    }
  }

  #take({ items, end, size }: Found): Items {
    const areLast = !isComma(this.window.bytes, end);
    // An empty place beside a comma.
    if (items.length === 0 && !(this.#isFirst && areLast)) throw this.options.broken();
    this.#isFirst = false;
    const taken = this.window.take(areLast ? end : end + 1);
    return { items, areLast, size: size + taken.length };
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
