/** What is called when a signal is aborted, by one listener: Node.js takes more than ten of them for a leak. */
class Callbacks {
  readonly #callbacks = new Set<() => void>();

  constructor(private readonly signal: AbortSignal) {
    signal.addEventListener('abort', this.#onAbort);
  }

  add(callback: () => void): void {
    this.#callbacks.add(callback);
  }

  delete(callback: () => void): void {
    if (this.#callbacks.delete(callback) && this.#callbacks.size === 0) this.#end();
  }

  readonly #onAbort = (): void => {
    this.#end();
    for (const callback of this.#callbacks) callback();
  };

  #end(): void {
    ALL.delete(this.signal);
    this.signal.removeEventListener('abort', this.#onAbort);
  }
}

const ALL = new WeakMap<AbortSignal, Callbacks>();

/**
 * Calls back once when the signal is aborted. However many wait for one signal, it has one
 * listener.
 *
 * @returns a function after which it is not called any more
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const callbacks = ALL.get(signal) ?? new Callbacks(signal);
  ALL.set(signal, callbacks);
  // The same function may wait twice.
  const own = (): void => callback();
  callbacks.add(own);
  return () => callbacks.delete(own);
}

/** The promise's outcome, or the signal's reason when that comes first; the promise goes on. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const give = (): void => reject(signal.reason);
    if (signal.aborted) give();
    promise.finally(onAbort(signal, give)).then(resolve, reject);
  });
}
