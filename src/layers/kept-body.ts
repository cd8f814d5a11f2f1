import type { MemoryBudget } from '../http/memory';
import type { HttpAnswer } from '../http/message';

/** The part of the memory for all answers that one kept body may have. */
const SHARE = 1 / 16;

type Result = IteratorResult<Buffer, undefined>;

const END: Result = { done: true, value: undefined };

/** One reader's view of a body. */
export interface BodyReader {
  readonly body: HttpAnswer['body'];
  /** Stops reading; a pending read gets the end of the body. */
  readonly leave: () => void;
}

/**
 * A body that several callers of `share` can read, one after the other. What has arrived is
 * kept for later readers, as long as there is room.
 */
export class KeptBody {
  readonly #source: AsyncIterator<Buffer, undefined>;
  #chunks: Buffer[] = [];
  /** Chunks that were there, and are not kept any more. */
  #discarded = 0;
  #bytes = 0;
  #pulling: Promise<void> | undefined;
  #hasEnded = false;
  #failure: { readonly error: unknown } | undefined;

  /** @param isKept whether it may be read more than once, or later */
  constructor(
    body: HttpAnswer['body'],
    private readonly budget: MemoryBudget,
    private isKept: boolean,
  ) {
    this.#source = body[Symbol.asyncIterator]();
  }

  /** Whether it can be read from its beginning. */
  get hasBeginning(): boolean {
    return this.#discarded === 0;
  }

  /** Whether all of it is here. */
  get isComplete(): boolean {
    return this.#hasEnded && this.hasBeginning;
  }

  /** Whether there is no room to keep more of it. */
  get isFull(): boolean {
    return !this.isKept;
  }

  /** Whether it broke off: nobody will read it to its end. */
  get isBroken(): boolean {
    return this.#failure !== undefined;
  }

  /** @throws what the body broke with, if it did */
  assertUnbroken(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  /**
   * Fetches the next chunk, if there is one.
   *
   * @throws what the body breaks with
   */
  pull(): Promise<void> {
    // A reader that has left may have requested the chunk that the next one waits for.
    this.#pulling ??= this.#fetch();
    return this.#pulling;
  }

  /** Begins at the beginning; there is one reader at a time. */
  reader(): BodyReader {
    let at = 0;
    let hasLeft = false;
    let end = (): void => undefined;
    const next = (): Promise<Result> =>
      new Promise((resolve, reject) => {
        end = () => resolve(END);
        if (hasLeft) end();
        else this.#chunkAt(at++).then(resolve, reject);
      });
    return {
      body: { [Symbol.asyncIterator]: () => ({ next }) },
      leave: () => {
        hasLeft = true;
        end();
      },
    };
  }

  /** Nobody reads it any more. */
  release(): void {
    this.isKept = false;
    this.#discard();
  }

  async #chunkAt(index: number): Promise<Result> {
    while (index >= this.#discarded + this.#chunks.length) {
      if (this.#hasEnded) return END;
      if (!this.isKept) this.#discard();
      await this.pull();
    }
    const value = this.#chunks[index - this.#discarded];
    return value === undefined ? END : { done: false, value };
  }

  async #fetch(): Promise<void> {
    try {
      const { done, value } = await this.#source.next();
      if (done) this.#hasEnded = true;
      else this.#add(value);
    } catch (error) {
      this.#failure = { error };
      throw error;
    } finally {
      this.#pulling = undefined;
    }
  }

  #add(chunk: Buffer): void {
    this.#chunks.push(chunk);
    if (!this.isKept) return;
    this.budget.take(chunk.length);
    this.#bytes += chunk.length;
    this.isKept = this.#bytes <= this.budget.total * SHARE && this.budget.hasRoom;
  }

  #discard(): void {
    this.#discarded += this.#chunks.length;
    this.#chunks = [];
    this.budget.give(this.#bytes);
    this.#bytes = 0;
  }
}
