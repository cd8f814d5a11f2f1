import type { HttpAnswer } from './message';

/** One reader's view of a body. */
interface Branch {
  readonly body: HttpAnswer['body'];
  /** Nothing more is read from it; the others need not wait for it. */
  leave(): void;
}

type Result = IteratorResult<Buffer, undefined>;

/**
 * One body for several readers. They go in step: the next chunk is fetched when
 * all of them want it, so that nothing piles up for a slow one.
 */
export class Tee {
  readonly #source: AsyncIterator<Buffer, undefined>;
  readonly #branches = new Set<Branch>();
  readonly #waiting = new Map<Branch, (result: Result | Promise<Result>) => void>();

  constructor(body: HttpAnswer['body']) {
    this.#source = body[Symbol.asyncIterator]();
  }

  /** A reader's own view of the body; all are made before the first one reads. */
  branch(): Branch {
    const next = (): Promise<Result> =>
      new Promise((resolve) => {
        // Who has left may be parsing still; what he asks for next would be missing elsewhere.
        if (!this.#branches.has(branch)) {
          resolve({ done: true, value: undefined });
          return;
        }
        this.#waiting.set(branch, resolve);
        this.#advance();
      });
    const branch: Branch = {
      body: { [Symbol.asyncIterator]: () => ({ next }) },
      leave: () => {
        this.#branches.delete(branch);
        this.#waiting.get(branch)?.({ done: true, value: undefined });
        this.#waiting.delete(branch);
        this.#advance();
      },
    };
    this.#branches.add(branch);
    return branch;
  }

  #advance(): void {
    if (this.#waiting.size === 0 || this.#waiting.size < this.#branches.size) return;
    const readers = [...this.#waiting.values()];
    this.#waiting.clear();
    const chunk = this.#source.next();
    for (const resolve of readers) resolve(chunk);
  }
}
