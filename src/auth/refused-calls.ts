import { createHash } from 'node:crypto';
import type { ServiceError } from '../errors';
import { Cooldown } from '../http/cooldown';
import type { HttpRequest } from '../http/message';

/** A poll each minute never meets it. */
const PAUSE = { first: 4_000, factor: 3, longest: 50_000 };

/** Calls that are remembered. */
const MAX_CALLS = 100;

/**
 * Calls that the service refused although the account is good: what it may not read.
 * The same call gets the same error, without a request, until a pause is over.
 */
export class RefusedCalls {
  readonly #calls = new Map<string, { readonly cooldown: Cooldown; error: ServiceError }>();

  /** @throws {ServiceError} the last refusal of this call, while the pause after it lasts */
  assertAllowed<T>(request: HttpRequest<T>): void {
    if (this.#calls.size === 0) return;
    const call = this.#calls.get(keyOf(request));
    if (call !== undefined && call.cooldown.remaining > 0) throw call.error;
  }

  add<T>(request: HttpRequest<T>, error: ServiceError): void {
    const key = keyOf(request);
    const cooldown = this.#calls.get(key)?.cooldown ?? new Cooldown(PAUSE);
    cooldown.start();
    this.#calls.delete(key);
    const [oldest] = this.#calls.keys();
    if (oldest !== undefined && this.#calls.size >= MAX_CALLS) this.#calls.delete(oldest);
    this.#calls.set(key, { cooldown, error });
  }

  forget<T>(request: HttpRequest<T>): void {
    if (this.#calls.size > 0) this.#calls.delete(keyOf(request));
  }
}

/** A query or a body may decide on what is refused. */
function keyOf<T>({ method, url, operationKey, body }: HttpRequest<T>): string {
  const call = JSON.stringify([method, url.href, operationKey, body]);
  return createHash('sha256').update(call).digest('base64');
}
