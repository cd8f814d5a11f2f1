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
    this.#pulling ??= this.#source.next().then(
      (result) => this.#arrive(result),
      (error: unknown) => this.#break(error),
    );
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
        const give = (): void => {
          const result = hasLeft ? END : this.#chunkAt(at);
          if (result === undefined) this.#pullNext().then(give, reject);
          else {
            at++;
            resolve(result);
          }
        };
        give();
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

  /** Nothing where that chunk has not arrived yet. */
  #chunkAt(index: number): Result | undefined {
    const value = this.#chunks[index - this.#discarded];
    if (value !== undefined) return { done: false, value };
    const isToCome = !this.#hasEnded && index >= this.#discarded;
    return isToCome ? undefined : END;
  }

  #pullNext(): Promise<void> {
    if (!this.isKept) this.#discard();
    return this.pull();
  }

  #arrive({ done, value }: Result): void {
    this.#pulling = undefined;
    if (done) this.#hasEnded = true;
    else this.#add(value);
  }

  #break(error: unknown): never {
    this.#pulling = undefined;
    this.#failure = { error };
    throw error;
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
