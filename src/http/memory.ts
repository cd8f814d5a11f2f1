import { getHeapStatistics } from 'node:v8';
import { ServiceError } from '../errors';
import type { ValueMemory } from '../json/value-memory';
import { because } from '../reasons';

/** The part of V8's heap that all answers in the process may take together. The rest is for the flows. */
const SHARE_OF_HEAP = 0.4;

/** The part of that which one call may take: flows copy what they get, and the next list is on its way. */
const SHARE_OF_CALL = 0.5;

/** Bytes of an answer that says no more than yes or no: tokens, a refusal, an error. */
export const SHORT_ANSWER = 2 ** 16;

/** What all answers in the process take together, in bytes. */
export class MemoryBudget {
  #taken = 0;
  #waiting: (() => void)[] = [];

  constructor(readonly total: number) {}

  /** What one call may take, unless its account says otherwise. */
  get ofCall(): number {
    return this.total * SHARE_OF_CALL;
  }

  /** What nobody has taken. */
  get left(): number {
    return this.total - this.#taken;
  }

  /** Takes so many bytes, whether they are there or not. */
  take(bytes: number): void {
    this.#taken += bytes;
  }

  give(bytes: number): void {
    this.#taken -= bytes;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** Whether there is room for what a call may take: only then answers are kept for later. */
  get hasRoom(): boolean {
    return this.left >= this.ofCall;
  }

  /** Waits for that. */
  async room(): Promise<void> {
    while (!this.hasRoom) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
}

/** The budget of this process. */
export const MEMORY = new MemoryBudget(getHeapStatistics().heap_size_limit * SHARE_OF_HEAP);

/** What V8 needs for a value of JSON in addition to its bytes: `{}` takes two of these, an item of a list twenty. */
const VALUE_BYTES = 32;

/**
 * What a reader keeps of an answer: bytes of its body, and the values that are made of them. What
 * cannot be counted is refused: BODY_TOO_LARGE, BUSY.
 */
export type AnswerMemory = ValueMemory;

/** The memory of a short answer: its bytes are limited, and too few to be counted in the budget. */
export function shortMemory(): AnswerMemory {
  let taken = 0;
  return {
    hasRoomFor: () => true,
    take(bytes) {
      taken += bytes;
      if (taken > SHORT_ANSWER) throw tooLarge(SHORT_ANSWER);
      return bytes;
    },
    give(size) {
      taken -= size;
    },
  };
}

/** What one message takes of the budget for all its answers, until it is released. */
export class Allotment {
  #taken = 0;

  constructor(private readonly budget: MemoryBudget = MEMORY) {}

  /** Bytes. */
  get taken(): number {
    return this.#taken;
  }

  /**
   * @param most bytes that it may have in all; by default what one call may take
   * @throws {ServiceError} BODY_TOO_LARGE when it would have more, BUSY when others have what it wants.
   */
  take(bytes: number, most = this.budget.ofCall): void {
    if (this.#taken + bytes > most) throw tooLarge(most);
    // An account may allow more than the budget has: what it takes alone is nobody else's fault.
    const others = this.budget.total - this.budget.left - this.#taken;
    if (others > 0 && bytes > this.budget.left) throw noMemory(this.budget.total);
    this.budget.take(bytes);
    this.#taken += bytes;
  }

  /** Whether `take` would do it. */
  hasRoomFor(bytes: number, most = this.budget.ofCall): boolean {
    return this.#taken + bytes <= most && bytes <= this.budget.left;
  }

  give(bytes: number): void {
    this.budget.give(bytes);
    this.#taken -= bytes;
  }

  /**
   * The memory of its answers.
   *
   * @param most bytes that they may take together; by default what one call may take
   */
  ofAnswers(most: number | undefined): AnswerMemory {
    return {
      hasRoomFor: (values) => this.hasRoomFor(values * VALUE_BYTES, most),
      take: (bytes, values = 0) => {
        const size = bytes + values * VALUE_BYTES;
        this.take(size, most);
        return size;
      },
      give: (size) => this.give(size),
    };
  }

  /** Gives back what was taken since it had so many bytes. */
  shrinkTo(bytes: number): void {
    this.give(Math.max(0, this.#taken - bytes));
  }
}

/** The error for an answer that would take more bytes of memory than these. */
export function tooLarge(most: number): ServiceError {
  return new ServiceError('BODY_TOO_LARGE', { reason: because('megabytes', inMegabytes(most)) });
}

function noMemory(total: number): ServiceError {
  return new ServiceError('BUSY', { reason: because('noMemory', inMegabytes(total)) });
}

function inMegabytes(bytes: number): { readonly megabytes: number } {
  return { megabytes: Math.round((10 * bytes) / 2 ** 20) / 10 };
}

/** Bytes that lists of 5,000 items leave until they are collected. */
const FREED_BYTES = 2 ** 23;

/**
 * Has the chunks of an answer use the memory of those before. glibc gives freed memory back to the
 * system at once, and takes it again page by page, until a large piece was freed; from then on it
 * keeps twice as much. Nothing is written to this piece, so it takes no memory itself.
 */
export function keepFreedMemory(): void {
  Buffer.allocUnsafeSlow(FREED_BYTES);
}
