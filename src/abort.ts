/** Milliseconds that a timer can hold at the most: a longer one would end immediately. */
export const LONGEST_TIMER = 2 ** 31 - 1;

/** Whether a call is to end before its time; as an `AbortSignal` says it. */
export interface Signal {
  readonly aborted: boolean;
  /** Why it was aborted. */
  readonly reason: Error | undefined;
  /** @throws the reason, once it is aborted */
  throwIfAborted(): void;
  /**
   * Calls back once when it is aborted; never if that has happened.
   *
   * @returns a function after which it is not called any more
   */
  onAbort(callback: () => void): () => void;
}

/**
 * What an `AbortController` is, without events: three of those, and their listeners, would
 * cost a poll of 100 items a twentieth of its time.
 */
export class Aborter {
  readonly #signal = new AbortState();

  get signal(): Signal {
    return this.#signal;
  }

  /** @param reason by default an AbortError, as an `AbortController` has it */
  abort(reason?: Error): void {
    this.#signal.abort(reason);
  }
}

class AbortState implements Signal {
  aborted = false;
  reason: Error | undefined;
  readonly #callbacks = new Set<() => void>();

  throwIfAborted(): void {
    if (this.aborted) throw this.reason;
  }

  onAbort(callback: () => void): () => void {
    if (this.aborted) return ignore;
    // The same function may wait twice.
    const own = (): void => callback();
    this.#callbacks.add(own);
    return () => this.#callbacks.delete(own);
  }

  abort(reason: Error | undefined): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason ?? new DOMException('This operation was aborted', 'AbortError');
    for (const callback of this.#callbacks) callback();
    this.#callbacks.clear();
  }
}

function ignore(): void {}

/** The promise's outcome, or the signal's reason when that comes first; the promise goes on. */
export function abortable<T>(promise: Promise<T>, signal: Signal): Promise<T> {
  return new Promise((resolve, reject) => {
    const give = (): void => reject(signal.reason);
    if (signal.aborted) give();
    promise.finally(signal.onAbort(give)).then(resolve, reject);
  });
}
