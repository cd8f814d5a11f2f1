import type { HttpAnswer } from '../http/message';
import { ByteQueue } from '../json/byte-queue';
import { BATCH_BYTES } from '../json/sliced-value';

/** The bytes of a body that have arrived and are not used yet. */
export class ByteWindow {
  readonly #queue = new ByteQueue();
  readonly #chunks: AsyncIterator<Buffer, undefined>;
  /** The next chunk, from when it is asked for until a reader has it: one may stop waiting. */
  #coming: Promise<IteratorResult<Buffer, undefined>> | undefined;
  #isAtEnd = false;

  constructor(private readonly answer: HttpAnswer) {
    this.#chunks = answer.body[Symbol.asyncIterator]();
  }

  get bytes(): Buffer {
    return this.#queue.bytes;
  }

  /** How many they are. */
  get length(): number {
    return this.#queue.length;
  }

  /** Whether the body has ended. */
  get isAtEnd(): boolean {
    return this.#isAtEnd;
  }

  /**
   * Waits until so many bytes are there; `false` where the body ends before, or
   * its next chunk is late.
   *
   * @param maxWait milliseconds that it may take in all
   * @throws {ServiceError} BODY_TOO_LARGE, BUSY when they are more than may be kept.
   */
  async fill(length: number, maxWait?: number): Promise<boolean> {
    if (this.#queue.length >= length || maxWait === 0) return this.#queue.length >= length;
    const limit = maxWait === undefined ? undefined : new Limit(maxWait);
    try {
      while (this.#queue.length < length) {
        if (this.#isAtEnd) return false;
        const chunk = this.#accept(await this.#next(limit?.reached));
        if (chunk === undefined) return false;
        this.#queue.add(chunk);
      }
      return true;
    } finally {
      limit?.end();
    }
  }

  /** Waits for as many bytes again as there are, and for one at least; `false` where the body has no more. */
  async grow(): Promise<boolean> {
    const { length } = this.#queue;
    await this.fill(Math.max(1, 2 * length));
    return this.#queue.length > length;
  }

  /** Removes and returns the first bytes. They count in the memory until the caller gives them back. */
  take(length: number): Buffer {
    return this.#queue.take(length);
  }

  /** The same with all of them, in chunks. */
  takeAll(): readonly Buffer[] {
    return this.#queue.takeAll();
  }

  /**
   * Drops the bytes from there on, because they are white space. They still count in the memory:
   * an answer may consist of nothing else, without end.
   */
  dropFrom(at: number): void {
    this.#queue.drop(this.#queue.length - at);
  }

  /** The rest of the body, to its end. It no longer counts in the memory: the consumer counts it. */
  async *rest(): AsyncGenerator<Buffer> {
    const { memory } = this.answer;
    for (const chunk of this.takeAll()) {
      memory.give(chunk.length);
      yield chunk;
    }
    while (!this.#isAtEnd) {
      const chunk = this.#accept(await this.#next());
      if (chunk === undefined) return;
      memory.give(chunk.length);
      yield chunk;
    }
  }

  /** What comes next; nothing when the limit is reached before. */
  #next(limit?: Promise<undefined>): Promise<IteratorResult<Buffer, undefined> | undefined> {
    this.#coming ??= this.#chunks.next();
    if (limit === undefined) return this.#coming;
    return Promise.race([this.#coming, limit]);
  }

  /** The chunk that came, counted; nothing at the end, or where it is late. */
  #accept(result: IteratorResult<Buffer, undefined> | undefined): Buffer | undefined {
    if (result === undefined) return undefined;
    this.#coming = undefined;
    if (result.done) this.#isAtEnd = true;
    else this.answer.memory.take(result.value.length);
    return result.value;
  }
}

/** A moment in the future. */
class Limit {
  readonly reached: Promise<undefined>;
  #timer: NodeJS.Timeout | undefined;

  constructor(ms: number) {
    this.reached = new Promise((resolve) => {
      this.#timer = setTimeout(() => resolve(undefined), ms);
    });
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

/**
 * The bytes of a body in pieces of 64 KB while it arrives, or shorter ones if the next bytes are
 * late. They count in the memory until the consumer gives them back.
 *
 * @param maxWait milliseconds that something that could go on waits for more to come
 * @throws {ServiceError} BODY_TOO_LARGE, BUSY when what was not given back is more than may be kept
 */
export async function* readPieces(answer: HttpAnswer, maxWait: number): AsyncGenerator<Buffer> {
  const window = new ByteWindow(answer);
  for (;;) {
    const isLate = !(await window.fill(BATCH_BYTES, maxWait)) && window.bytes.length === 0;
    if (isLate && !(await window.fill(1))) return;
    yield window.take(Math.min(BATCH_BYTES, window.bytes.length));
  }
}
