import type { Signal } from '../../src/abort';

/** A signal that knows how many wait for it to be aborted. */
export class CountedSignal implements Signal {
  readonly #waiting = new Set<object>();

  constructor(private readonly signal: Signal) {}

  get waiting(): number {
    return this.#waiting.size;
  }

  get aborted(): boolean {
    return this.signal.aborted;
  }

  get reason(): Error | undefined {
    return this.signal.reason;
  }

  throwIfAborted(): void {
    this.signal.throwIfAborted();
  }

  onAbort(callback: () => void): () => void {
    const forget = this.signal.onAbort(callback);
    this.#waiting.add(forget);
    return () => {
      this.#waiting.delete(forget);
      forget();
    };
  }
}
