import { ServiceError } from '../errors';
import { computeInSlice } from '../event-loop/time-slice';
import { MAX_DEPTH } from '../json-value';
import { because } from '../reasons';
import { ByteQueue } from './byte-queue';
import { isBlank } from './bytes';
import { parseJson, withoutMark } from './parse-json';
import { parseLong } from './read-value';

const LINE_FEED = 0x0a;

/** Bytes beyond which a line is parsed in slices. */
const LONG_LINE = 2 ** 20;

/** The list is a level of its own. */
const LEVELS = MAX_DEPTH - 1;

/** Parses JSON of which each line is a value, as it arrives. Blank lines are left out. */
export class JsonLines {
  readonly #rest = new ByteQueue();
  /** Lines that have been parsed. */
  #lines = 0;

  /**
   * The values of the lines that end in these bytes.
   *
   * @throws {ServiceError} ANSWER_INVALID where a line is not JSON, or nested too deep
   */
  async add(bytes: Buffer): Promise<unknown[]> {
    const end = bytes.lastIndexOf(LINE_FEED) + 1;
    this.#rest.add(bytes);
    if (end === 0) return [];
    return this.#parse(this.#rest.take(this.#rest.length - bytes.length + end));
  }

  /** The value of the last line, where nothing ends it. */
  async end(): Promise<unknown[]> {
    return this.#parse(this.#rest.take(this.#rest.length));
  }

  /** What comes in pieces has one long line at the most: the first. */
  async #parse(lines: Buffer): Promise<unknown[]> {
    const first = lines.indexOf(LINE_FEED) + 1 || lines.length;
    if (first <= LONG_LINE) return computeInSlice(() => this.#parseShort(lines));
    const value = await this.#parseLong(lines.subarray(0, first));
    const others = await computeInSlice(() => this.#parseShort(lines.subarray(first)));
    return value === undefined ? others : [value, ...others];
  }

  #parseShort(lines: Buffer): unknown[] {
    const values: unknown[] = [];
    for (let from = 0; from < lines.length; ) {
      const end = lines.indexOf(LINE_FEED, from) + 1 || lines.length;
      const line = this.#begin(lines.subarray(from, end));
      from = end;
      if (isBlank(line)) continue;
      try {
        values.push(parseJson([line], LEVELS).value);
      } catch (error) {
        throw error instanceof SyntaxError ? this.#broken() : error;
      }
    }
    return values;
  }

  async #parseLong(bytes: Buffer): Promise<unknown> {
    const line = this.#begin(bytes);
    try {
      return await parseLong(line, LEVELS);
    } catch (error) {
      throw error instanceof SyntaxError ? this.#broken() : error;
    }
  }

  #begin(line: Buffer): Buffer {
    this.#lines++;
    return this.#lines === 1 ? withoutMark(line) : line;
  }

  #broken(): ServiceError {
    return new ServiceError('ANSWER_INVALID', {
      reason: because('brokenLine', { line: this.#lines }),
    });
  }
}
