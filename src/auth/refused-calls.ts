import { abortable } from '../abort';
import type { ServiceError } from '../errors';
import type { HttpRequest } from '../http/message';
import { callKey } from '../layers/call-key';
import { Cooldown } from '../layers/cooldown';
import { LatestMap } from '../layers/latest-map';
import { Trial } from '../layers/trial';

/** A poll each minute never meets it. */
const PAUSE = { first: 12_000, factor: 2, longest: 50_000 };

/** Calls in a row with an expired token that cannot be renewed; after them, none is sent for a while. */
const MOST_WITH_DEAD_TOKEN = 3;

/** Calls that are remembered. */
const MAX_CALLS = 100;

/**
 * Calls that the service refused because the account may not make them, or because its token has expired
 * and cannot be renewed. The same call gets the same error, without a request, until a pause is over.
 */
export class RefusedCalls {
  readonly #calls = new LatestMap<{ readonly cooldown: Cooldown; error: ServiceError }>(MAX_CALLS);
  /** Calls in a row that had an expired token. */
  #withDeadToken = 0;
  /** How long no call is sent because of that, and what they fail with. */
  readonly #all = new Cooldown(PAUSE);
  #errorOfAll: ServiceError | undefined;
  /** Calls that are being repeated with a new token. */
  readonly #repeated = new Map<string, Trial>();

  /**
   * Resolves when this call may be sent, which is not before it is known what becomes
   * of the same call that is being repeated.
   *
   * @throws {ServiceError} the last refusal of this call, or of any while none is sent
   */
  async admit<T>(request: HttpRequest<T>): Promise<void> {
    if (this.#calls.size === 0 && this.#repeated.size === 0) return;
    const key = callKey(request);
    for (;;) {
      const call = this.#calls.get(key);
      const error = call !== undefined && call.cooldown.remaining > 0 ? call.error : this.#ofAll;
      if (error !== undefined) throw error.with({}, { sent: false });
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

  /**
   * @param hasNoToken whether its token was refused as one that has expired, and cannot be renewed. A
   *   gateway, or one path, may refuse a good token, so it is shown again, but not by each of many
   *   different calls.
   */
  add<T>(request: HttpRequest<T>, error: ServiceError, hasNoToken = false): void {
    const key = callKey(request);
    const cooldown = this.#calls.get(key)?.cooldown ?? new Cooldown(PAUSE);
    cooldown.start();
    this.#calls.set(key, { cooldown, error });
    if (!hasNoToken || ++this.#withDeadToken < MOST_WITH_DEAD_TOKEN) return;
    this.#all.start();
    this.#errorOfAll = error;
  }

  /** The call was answered, with a token that is good. */
  forget<T>(request: HttpRequest<T>): void {
    if (this.#calls.size === 0) return;
    this.#calls.delete(callKey(request));
    this.#withDeadToken = 0;
    this.#all.reset();
  }

  get #ofAll(): ServiceError | undefined {
    return this.#all.remaining > 0 ? this.#errorOfAll : undefined;
  }
}
