import { MAX_DEPTH } from '../json-value';
import { ByteQueue } from './byte-queue';
import {
  CLOSES,
  endOfText,
  MEANINGS,
  OPENING_BRACKET,
  OPENS,
  QUOTES,
  SEPARATES,
  skipBlanks,
} from './bytes';
import { broken, type Container, LongArray, LongObject } from './container';
import { nestedTooDeep } from './look-through';

/**
 * Bytes that are parsed in one step: less than a millisecond's work. Texts of twice that length
 * take half as much time again per byte, because V8 allocates them as large objects.
 */
export const BATCH_BYTES = 2 ** 16;

/**
 * Parses one value of JSON out of bytes that come in pieces. Each piece is little work,
 * however long the value is: members of arrays and objects are parsed in batches, and a
 * member that is longer than a batch is opened, and its own members are parsed in the same way.
 * Each byte is scanned once and parsed once. The result is that of `parseJson` for the complete
 * text. Only a single string or number is never parsed in parts.
 */
export class SlicedValue {
  readonly #bytes = new ByteQueue();
  /** Index of the first byte in the queue, and of the first that has not been looked at. */
  #first = 0;
  #next = 0;
  #isInText = false;
  readonly #outermost = new LongArray();
  /** The containers that were opened, from the outside in. The value is the only member of the first. */
  readonly #long: Container[] = [this.#outermost];
  /**
   * The arrays and objects around the byte that was scanned last, those in `#long` included: how
   * many, the index of the opening bracket of each, and that of its last comma.
   * Typed arrays, because an object for each would take a quarter more time.
   */
  #depth = 1;
  readonly #opening: Float64Array;
  readonly #comma: Float64Array;

  /**
   * @param levels of arrays and objects inside of each other at the most
   * @param batchBytes that are parsed in one step
   */
  constructor(
    private readonly levels = MAX_DEPTH,
    private readonly batchBytes = BATCH_BYTES,
  ) {
    this.#opening = new Float64Array(levels + 1);
    this.#comma = new Float64Array(levels + 1).fill(-1);
  }

  /**
   * Takes the next bytes, which should be no more than a batch.
   *
   * @returns the index in them of the comma or closing bracket after the value; undefined if the value goes on
   * @throws {SyntaxError}
   * @throws {ServiceError} ANSWER_INVALID where it is nested too deep
   */
  add(piece: Buffer): number | undefined {
    const blanks = this.#bytes.length === 0 && !this.#isInText ? skipBlanks(piece) : 0;
    const start = this.#first + this.#bytes.length;
    this.#bytes.add(piece.subarray(blanks));
    const end = this.#lookThrough();
    if (end !== undefined) return end - start + blanks;
    while (this.#bytes.length >= this.batchBytes && this.#parseBatch());
    return undefined;
  }

  /**
   * The value, when `add` has found its end or all bytes have come.
   *
   * @throws {SyntaxError} where there is none, or it has not ended
   */
  end(): unknown {
    if (this.#depth > 1 || this.#isInText) throw broken();
    const rest = this.#bytes.bytes.subarray(0, this.#next - this.#first);
    this.#outermost.add(rest, { isEnd: true });
    const { value } = this.#outermost;
    if (value.length !== 1) throw broken();
    return value[0];
  }

  /** Looks through the bytes that are new; returns the index behind the value where it ends. */
  #lookThrough(): number | undefined {
    let { bytes } = this.#bytes;
    let at = this.#next - this.#first;
    if (this.#isInText) at = this.#skipText(bytes, at);
    for (; at < bytes.length; at++) {
      const meaning = MEANINGS[bytes[at] ?? 0];
      if (meaning === QUOTES) at = this.#skipText(bytes, at + 1) - 1;
      else if (meaning === OPENS) this.#enter(at);
      else if (meaning === SEPARATES || meaning === CLOSES) {
        if (this.#depth === 1) break;
        if (this.#pass(bytes, at, meaning === SEPARATES)) {
          bytes = this.#bytes.bytes;
          at = -1;
        }
      }
    }
    this.#next = this.#first + at;
    return at < bytes.length ? this.#next : undefined;
  }

  /** The index behind the text; it may go on in the bytes that follow. */
  #skipText(bytes: Buffer, from: number): number {
    const end = endOfText(bytes, from);
    this.#isInText = end >= bytes.length;
    return this.#isInText ? end : end + 1;
  }

  #enter(at: number): void {
    if (this.#depth > this.levels) throw nestedTooDeep();
    this.#opening[this.#depth] = this.#first + at;
    this.#comma[this.#depth] = -1;
    this.#depth++;
  }

  /**
   * Records a comma or a closing bracket.
   *
   * @returns whether the bytes up to there were parsed and removed
   */
  #pass(bytes: Buffer, at: number, isComma: boolean): boolean {
    const isLong = this.#long.length === this.#depth;
    if (isComma) this.#comma[this.#depth - 1] = this.#first + at;
    else this.#depth--;
    if (!isLong) return false;
    const long = this.#innermost;
    // Members are parsed in batches, but after a long one there is nothing to wait for.
    if (isComma && !long.isBehindMember) return false;
    long.add(bytes.subarray(0, at), { isEnd: !isComma });
    if (!isComma) {
      if (bytes[at] !== long.closing) throw broken();
      this.#long.pop();
    }
    this.#takeOut(at + 1);
    return true;
  }

  /** Parses what can be parsed; `false` where a single text or number is longer than a batch. */
  #parseBatch(): boolean {
    const { bytes } = this.#bytes;
    const long = this.#innermost;
    const comma = (this.#comma[this.#long.length - 1] ?? -1) - this.#first;
    if (comma >= 0) {
      long.add(bytes.subarray(0, comma), { isEnd: false });
      this.#takeOut(comma + 1);
      return true;
    }
    if (this.#long.length === this.#depth) return false;
    const at = (this.#opening[this.#long.length] ?? 0) - this.#first;
    const member = bytes[at] === OPENING_BRACKET ? new LongArray() : new LongObject();
    long.addLong(bytes.subarray(0, at), member);
    this.#long.push(member);
    this.#takeOut(at + 1);
    return true;
  }

  get #innermost(): Container {
    return this.#long.at(-1) ?? this.#outermost;
  }

  #takeOut(count: number): void {
    this.#bytes.take(count);
    this.#first += count;
  }
}
