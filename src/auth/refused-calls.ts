import { abortable } from '../abort';
import type { ServiceError } from '../errors';
import type { HttpRequest } from '../http/message';
import { callKey } from '../layers/call-key';
import { Cooldown } from '../layers/cooldown';
import { LatestMap } from '../layers/latest-map';
import { Trial } from '../layers/trial';

/** A poll each minute never meets it. */
const PAUSE = { first: 12_000, factor: 2, longest: 50_000 };

/** Calls that are remembered. */
const MAX_CALLS = 100;

/**
 * Calls that the service refused although the account is good: what it may not read.
 * The same call gets the same error, without a request, until a pause is over.
 */
export class RefusedCalls {
  readonly #calls = new LatestMap<{ readonly cooldown: Cooldown; error: ServiceError }>(MAX_CALLS);
  /** Calls that are being repeated with a new token. */
  readonly #repeated = new Map<string, Trial>();

  /**
   * Resolves when this call may be sent, which is not before it is known what becomes
   * of the same call that is being repeated.
   *
   * @throws {ServiceError} its last refusal, while the pause after that lasts
   */
  async admit<T>(request: HttpRequest<T>): Promise<void> {
    if (this.#calls.size === 0 && this.#repeated.size === 0) return;
    const key = callKey(request);
    for (;;) {
      const call = this.#calls.get(key);
      if (call !== undefined && call.cooldown.remaining > 0)
        throw call.error.with({}, { sent: false });
      const repeated = this.#repeated.get(key);
      if (repeated === undefined || repeated.isOver) return;
      await abortable(repeated.ended, request.signal);
    }
  }

  /**
   * Repeats a call, while the same ones wait for what becomes of it.
   *
   * @param send gets the request whose answer ends their wait
   */
  async repeat<T>(
    request: HttpRequest<T>,
    send: (watched: HttpRequest<T>) => Promise<T>,
  ): Promise<T> {
    await this.admit(request);
    const key = callKey(request);
    const trial = new Trial();
    this.#repeated.set(key, trial);
    try {
      return await send(trial.watch(request));
    } finally {
      if (this.#repeated.get(key) === trial) this.#repeated.delete(key);
      trial.end();
    }
  }

  add<T>(request: HttpRequest<T>, error: ServiceError): void {
    const key = callKey(request);
    const cooldown = this.#calls.get(key)?.cooldown ?? new Cooldown(PAUSE);
    cooldown.start();
    this.#calls.set(key, { cooldown, error });
  }

  forget<T>(request: HttpRequest<T>): void {
    if (this.#calls.size > 0) this.#calls.delete(callKey(request));
  }
}
