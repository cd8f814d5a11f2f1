import type { Signal } from '../abort';
import type { ServiceError } from '../errors';
import type { HttpAnswer, HttpRequest } from '../http/message';
import type { KeptBody } from './kept-body';

/** A caller that waits for a shared answer. */
export interface Member {
  readonly signal: Signal;
  /** Whether it can take the answer: what is parsed before would only fill the memory. */
  readonly isReady: boolean;
  /** Reads the answer of one attempt; where it can be used, that ends its wait. */
  read(answer: HttpAnswer): Promise<void>;
  /** Ends its wait without an answer. */
  fail(error: unknown): void;
}

/** The callers that wait for the same answer (`share`), in the order of their calls. */
export class Members {
  readonly #waiting = new Map<Member, HttpRequest<unknown>>();
  #onChange = (): void => undefined;
  /** Bytes of the answer to the last request that have arrived. */
  #arrived = 0;

  /** @param onGone called when the last one has aborted */
  constructor(private readonly onGone: () => void) {}

  get size(): number {
    return this.#waiting.size;
  }

  /** Those that have neither an answer nor aborted. */
  [Symbol.iterator](): IterableIterator<Member> {
    return this.#waiting.keys();
  }

  has(member: Member): boolean {
    return this.#waiting.has(member);
  }

  /** Waits with the others; as `send` does it for one request alone. */
  add<T>(request: HttpRequest<T>): Promise<T> {
    if (this.#arrived > 0) request.observer?.onArrival?.(this.#arrived);
    return new Promise((resolve, reject) => {
      const { signal, ready } = request;
      const leave = (): void => {
        forget();
        this.#waiting.delete(member);
        this.#onChange();
      };
      // A getter would be kept in V8's old generation, and the answer with it: docs/decisions.md.
      const member = {
        signal,
        isReady: ready === undefined,
        async read(answer: HttpAnswer) {
          const value = await request.read(answer);
          signal.throwIfAborted();
          resolve(value);
          leave();
        },
        fail(error: unknown) {
          reject(error);
          leave();
        },
      };
      this.#waiting.set(member, request);
      this.#onChange();
      const forget = signal.onAbort(() => {
        member.fail(signal.reason);
        if (this.size === 0) this.onGone();
      });
      void ready?.then(() => {
        member.isReady = true;
        this.#onChange();
      });
    });
  }

  /** The first one that can take an answer. */
  get firstReady(): Member | undefined {
    for (const member of this) if (member.isReady) return member;
    return undefined;
  }

  /** Waits until one of them can take an answer, or none is left. */
  async someReady(): Promise<void> {
    while (this.size > 0 && this.firstReady === undefined) {
      await new Promise<void>((resolve) => {
        this.#onChange = resolve;
      });
    }
  }

  /** Waits until somebody is there; `false` when nobody has come in so many milliseconds. */
  async someone(ms: number): Promise<boolean> {
    if (this.size > 0) return true;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#onChange = resolve;
      timer = setTimeout(resolve, ms).unref();
    });
    clearTimeout(timer);
    return this.size > 0;
  }

  /** Reports to all of them that a request is sent. */
  onRequest(): void {
    this.#arrived = 0;
    for (const { observer } of this.#waiting.values()) observer?.onRequest?.();
  }

  /** Reports to all of them that it is repeated. */
  onWait(seconds: number, error?: ServiceError): void {
    for (const { observer } of this.#waiting.values()) observer?.onWait?.(seconds, error);
  }

  /** Reports to all of them that more of the answer has arrived. */
  onArrival(bytes: number): void {
    this.#arrived += bytes;
    for (const { observer } of this.#waiting.values()) observer?.onArrival?.(bytes);
  }

  fail(error: unknown): void {
    for (const member of this) member.fail(error);
  }
}

/** Has a member read an answer from its beginning; if it aborts, the body ends for it. */
export async function read(member: Member, answer: HttpAnswer, body: KeptBody): Promise<void> {
  const reader = body.reader();
  const forget = member.signal.onAbort(reader.leave);
  try {
    await member.read({ ...answer, body: reader.body });
  } finally {
    reader.leave();
    forget();
  }
}
