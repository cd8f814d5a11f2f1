import type { Signal } from '../abort';
import { ServiceError } from '../errors';
import { because } from '../reasons';

function ignore(): void {}

/**
 * Ends a call when its time is over or its caller aborts. The time that the
 * caller takes for what has arrived is not the call's.
 */
export class Deadline {
  /** What the call waits for; kept up to date by the call, named by the time-out. */
  phase: 'noAnswer' | 'noEnd' = 'noAnswer';
  readonly #forget: () => void;
  #timer: NodeJS.Timeout;
  /** Why the call is over. */
  #over: { readonly reason: unknown } | undefined;
  #abort = ignore;
  /** Milliseconds of pauses that the timer does not know of. */
  #owed = 0;
  #pausedAt: number | undefined;

  constructor(
    private readonly timeout: number,
    private readonly caller: Signal,
  ) {
    this.#timer = setTimeout(this.#onTimer, timeout);
    if (caller.aborted) this.#onCallerAbort();
    this.#forget = caller.onAbort(this.#onCallerAbort);
  }

  /** @throws why the call is over, if it is: its time is, or the caller gave up. */
  throwIfOver(): void {
    if (this.#over !== undefined) throw this.#over.reason;
  }

  /** Has this called when the call is over, in place of what was to be called before. */
  onOver(abort: () => void): void {
    this.#abort = abort;
    if (this.#over !== undefined) abort();
  }

  /**
   * The outcome of a promise, or why the call is over, when that comes first.
   *
   * @param abort called then; the promise goes on
   */
  limit<T>(promise: Promise<T>, abort: () => void): Promise<T> {
    return new Promise((resolve, reject) => {
      promise.then(resolve, reject);
      this.onOver(() => {
        abort();
        reject(this.#over?.reason);
      });
    });
  }

  /** Stands still until `resume`. */
  pause(): void {
    this.#pausedAt = performance.now();
  }

  resume(): void {
    this.#countPause();
    this.#pausedAt = undefined;
  }

  /** Releases the timer and the listeners. */
  end(): void {
    clearTimeout(this.#timer);
    this.#forget();
    this.#abort = ignore;
  }

  #endWith(reason: unknown): void {
    this.#over = { reason };
    this.#abort();
  }

  #countPause(): void {
    if (this.#pausedAt === undefined) return;
    const now = performance.now();
    this.#owed += now - this.#pausedAt;
    this.#pausedAt = now;
  }

  readonly #onTimer = (): void => {
    this.#countPause();
    if (this.#owed >= 1) {
      this.#timer = setTimeout(this.#onTimer, this.#owed);
      this.#owed = 0;
      return;
    }
    const reason = because(this.phase, { seconds: this.timeout / 1_000 });
    this.#endWith(new ServiceError('TIMEOUT', { reason }));
  };

  readonly #onCallerAbort = (): void => {
    this.#endWith(this.caller.reason);
  };
}
