import { abortable } from '../abort';
import { ServiceError } from '../errors';
import type { Send } from '../http/message';
import { Cooldown } from './cooldown';
import { Trial } from './trial';

/** How long nothing is sent where the service says less than that, or nothing. */
const FLOOR = { first: 3_000, factor: 3, longest: 60_000 };

/**
 * What a service said when it asked to wait, with 429 or `Retry-After`. It holds for the
 * account, whichever of its calls met it: until the time is over, all of them fail at once with
 * the same error and the seconds that are left. Then one call, the `Trial`, tries whether the
 * service answers again, and the others wait for what becomes of it. (`backOff` is for a
 * service that fails and names no time.)
 */
export class Hold {
  readonly #cooldown = new Cooldown(FLOOR);
  /** What was said, until it is known that it no longer holds. */
  #said: ServiceError | undefined;
  /** The call that tries whether it holds. */
  #trial: Trial | undefined;

  /** @throws {ServiceError} what the service said, while that holds */
  assertOver(): void {
    if (this.#said === undefined || !this.#cooldown.isRunning) return;
    throw this.#said.with({ retryAfter: this.#cooldown.secondsLeft }, { retriesSpent: true });
  }

  /** A layer that lets calls through as far as that allows, and hears what the service says. */
  layer(send: Send): Send {
    return async (request) => {
      this.assertOver();
      while (this.#trial?.isOver === false) {
        await abortable(this.#trial.ended, request.signal);
        this.assertOver();
      }
      const trial = this.#said === undefined ? undefined : this.#beginTrial();
      try {
        const result = await send(trial?.watch(request) ?? request);
        // What was sent before says nothing of what was said since.
        if (!this.#cooldown.isRunning) this.#forget();
        return result;
      } catch (error) {
        throw error instanceof ServiceError ? this.#hear(error) : error;
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
    this.#said = undefined;
    this.#cooldown.reset();
  }

  /** The error for who met it, who may wait and try again. */
  #hear(error: ServiceError): ServiceError {
    const { retryAfter } = error.facts;
    // A sign-in has waited and tried again itself; what it says of the time is exact.
    const isOwn = error.marks.retriesSpent !== true;
    if (retryAfter === undefined && !(isOwn && error.code === 'RATE_LIMITED')) {
      // Whatever it was, the service does not ask to wait any more.
      if (!this.#cooldown.isRunning) this.#said = undefined;
      return error;
    }
    const said = (retryAfter ?? 0) * 1_000;
    if (isOwn) this.#cooldown.start(said);
    else this.#cooldown.hold(Math.max(said, this.#cooldown.remaining));
    this.#said = error;
    return error.with({ retryAfter: this.#cooldown.secondsLeft });
  }
}
