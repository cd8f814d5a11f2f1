import { onAbort } from '../abort';
import { ServiceError } from '../errors';
import { because } from '../reasons';

/**
 * Ends a call when its time is over or its caller aborts. The time that the
 * caller takes for what has arrived is not the call's.
 */
export class Deadline {
  /** What the call waits for; kept up to date by the call, named by the time-out. */
  phase: 'noAnswer' | 'noEnd' = 'noAnswer';
  readonly #controller = new AbortController();
  readonly #forget: () => void;
  #timer: NodeJS.Timeout;
  /** Milliseconds of pauses that the timer does not know of. */
  #owed = 0;
  #pausedAt: number | undefined;

  constructor(
    private readonly timeout: number,
    private readonly caller: AbortSignal,
  ) {
    this.#timer = setTimeout(this.#onTimer, timeout);
    if (caller.aborted) this.#onCallerAbort();
    this.#forget = onAbort(caller, this.#onCallerAbort);
  }

  /** Aborted when the time is over or the caller gave up; its reason says which. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Stands still until `resume`. */
  pause(): void {
    this.#pausedAt = performance.now();
  }

  resume(): void {
    this.#countPause();
    this.#pausedAt = undefined;
  }

  /** Releases the timer and the listener. */
  end(): void {
    clearTimeout(this.#timer);
    this.#forget();
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
    this.#controller.abort(new ServiceError('TIMEOUT', { reason }));
  };

  readonly #onCallerAbort = (): void => {
    this.#controller.abort(this.caller.reason);
  };
}
