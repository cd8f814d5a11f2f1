import { abortable } from '../abort';
import { ServiceError } from '../errors';
import type { Send } from '../http/message';
import { Cooldown } from './cooldown';
import { Trial } from './trial';

/** The shortest waits: they apply if the service asks for less, or names no time. */
const FLOOR = { first: 3_000, factor: 3, longest: 60_000 };

/**
 * A request of the service to wait (429 or `Retry-After`). It applies to all calls of the
 * account: until the time is over, they fail immediately with the same error and the
 * seconds that are left. Then one call, the `Trial`, tests whether the service answers again, and
 * the others wait for its outcome. (`backOff` is for a service that fails and names no time.)
 */
export class RetryAfterGate {
  readonly #cooldown = new Cooldown(FLOOR);
  /** The error that asked to wait, until it is known that it no longer applies. */
  #error: ServiceError | undefined;
  /** The call that tests whether it still applies. */
  #trial: Trial | undefined;

  /** @throws {ServiceError} what the service said, while that holds */
  assertOver(): void {
    if (this.#error === undefined || !this.#cooldown.isRunning) return;
    throw this.#error.with({ retryAfter: this.#cooldown.secondsLeft }, { retriesSpent: true });
  }

  /** The layer: lets calls through as far as that allows, and reads from their failures whether to wait. */
  layer(send: Send): Send {
    return async (request) => {
      this.assertOver();
      while (this.#trial?.isOver === false) {
        await abortable(this.#trial.ended, request.signal);
        this.assertOver();
      }
      const trial = this.#error === undefined ? undefined : this.#beginTrial();
      try {
        const result = await send(trial?.watch(request) ?? request);
        // If the wait began after this call was sent, its success does not end the wait.
        if (!this.#cooldown.isRunning) this.#forget();
        return result;
      } catch (error) {
        throw error instanceof ServiceError ? this.#onFailure(error) : error;
      } finally {
        trial?.end();
      }
    };
  }

  #beginTrial(): Trial {
    this.#cooldown.end();
    return (this.#trial = new Trial());
  }

  #forget(): void {
    this.#error = undefined;
    this.#cooldown.reset();
  }

  /** The error for the call that received it, which may wait and be repeated. */
  #onFailure(error: ServiceError): ServiceError {
    const { retryAfter } = error.facts;
    // A sign-in has done its own retries; the time in its error is exact.
    const isOwn = error.marks.retriesSpent !== true;
    if (retryAfter === undefined && !(isOwn && error.code === 'RATE_LIMITED')) {
      // Another failure: the service no longer asks to wait.
      if (!this.#cooldown.isRunning) this.#error = undefined;
      return error;
    }
    const named = (retryAfter ?? 0) * 1_000;
    if (isOwn) this.#cooldown.start(named);
    else this.#cooldown.hold(Math.max(named, this.#cooldown.remaining));
    this.#error = error;
    return error.with({ retryAfter: this.#cooldown.secondsLeft });
  }
}
