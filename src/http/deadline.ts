import { ServiceError } from '../errors';
import { Reason } from '../reasons';

/** Ends a call when its time is over or its caller aborts. */
export class Deadline {
  /** What the call waits for; kept up to date by the call, told by the time-out. */
  phase: 'noAnswer' | 'noEnd' = 'noAnswer';
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;

  constructor(
    timeout: number,
    private readonly caller: AbortSignal,
  ) {
    this.#timer = setTimeout(
      () =>
        this.#controller.abort(
          new ServiceError('TIMEOUT', {
            reason: new Reason(this.phase, { seconds: timeout / 1_000 }),
          }),
        ),
      timeout,
    );
    if (caller.aborted) this.#onCallerAbort();
    caller.addEventListener('abort', this.#onCallerAbort, { once: true });
  }

  /** Aborted when the time is over or the caller gave up; its reason says which. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Releases the timer and the listener. */
  end(): void {
    clearTimeout(this.#timer);
    this.caller.removeEventListener('abort', this.#onCallerAbort);
  }

  readonly #onCallerAbort = (): void => {
    this.#controller.abort(this.caller.reason);
  };
}
