import type { HttpAnswer, HttpRequest } from '../http/message';
import { isResult } from '../http/status';

/** Milliseconds in which an answer that is no good comes to its end. */
const PATIENCE = 1_000;

/**
 * One call that tries what has failed, while others wait for what becomes of it: the half-open
 * state of a circuit breaker. What keeps failing (`backOff`), a service that asked to wait
 * (`Hold`) and a call that was refused (`RefusedCalls`) are each tried in this way.
 */
export class Trial {
  /** Resolves with whether it failed for all who wait. */
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
   * trial is over: a flow may take hours to read a list.
   */
  begin(answer: HttpAnswer): void {
    clearTimeout(this.#timer);
    if (isResult(answer)) this.#timer = setTimeout(() => this.end(), PATIENCE);
  }

  /** The request of the call that tries, whose answers are seen to begin. */
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
