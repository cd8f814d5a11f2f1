import type { HttpAnswer, HttpRequest } from '../http/message';
import { isResult } from '../http/status';

/** Milliseconds after which an answer that has not failed counts as a success. */
const SUCCESS_AFTER = 1_000;

/**
 * One call that tests what has failed, while others wait for its outcome: the half-open
 * state of a circuit breaker. What keeps failing (`backOff`), a service that asked to wait
 * (`RetryAfterGate`) and a call that was refused (`RefusedCalls`) are each tried in this way.
 */
export class Trial {
  /** Resolves with whether it failed, for all calls that wait. */
  readonly ended: Promise<boolean>;
  #isOver = false;
  #resolve: (hasFailed: boolean) => void = () => undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor() {
    this.ended = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  end(hasFailed = false): void {
    clearTimeout(this.#timer);
    this.#isOver = true;
    this.#resolve(hasFailed);
  }

  /**
   * An answer to the call that tries begins. Where a result has been arriving for a while, the
   * trial is over: a caller may take hours to read a list.
   */
  begin(answer: HttpAnswer): void {
    clearTimeout(this.#timer);
    if (isResult(answer)) this.#timer = setTimeout(() => this.end(), SUCCESS_AFTER);
  }

  /** The request of the trial, which calls `begin` when its answer begins. */
  watch<T>(request: HttpRequest<T>): HttpRequest<T> {
    return {
      ...request,
      read: (answer) => {
        this.begin(answer);
        return request.read(answer);
      },
    };
  }
}
