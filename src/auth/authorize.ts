import { ServiceError } from '../errors';
import type { Send } from '../http/message';
import { isAnswered } from '../layers/blame';
import { subjectKey } from '../layers/call-key';
import { Cooldown } from '../layers/cooldown';
import { because } from '../reasons';
import { Pause } from './pause';
import { RefusedCalls } from './refused-calls';
import { NO_STORE, type TokenStore } from './token-file';
import { isHeaderSafe } from './token-response';
import type { TokenSource } from './token-source';

/** Refusals that are remembered. */
const MAX_REFUSALS = 100;

/** The headers that prove a call with a token. */
export type Proof = (token: string) => Readonly<Record<string, string>>;

/** RFC 6750, 2.1. */
export const bearer: Proof = (token) => ({ Authorization: `Bearer ${token}` });

/** How long new tokens are withheld from what refuses them: 1, 4, 16, 60 minutes. */
const WITHHELD = { first: 60_000, factor: 4, longest: 3_600_000 };

/**
 * A layer that sends calls with the account's access token. A 401 is answered
 * by one renewal and one repetition, never more. So is a 403, because that is
 * what an expired token gets from a Django service whose first authentication
 * class sends no challenge.
 *
 * Where the new token was refused too, its age is not the reason: the same path,
 * or the same operation there, is not given new tokens again until a cooling time
 * is over or it answered; and the same call is not sent again for a while. Nor does a 403 of
 * another path within a minute get one.
 */
export function withToken(send: Send, tokens: TokenSource, proof: Proof = bearer): Send {
  const refusals = new Refusals();
  const refusedCalls = new RefusedCalls();
  return async (request) => {
    await refusedCalls.admit(request);
    const refusalKey = subjectKey(request);
    const attempt = async (token: string, dead?: string, sent = request) => {
      const proofs = proof(token);
      const secrets = [token, ...Object.values(proofs)];
      const headers = { ...request.headers, ...proofs };
      const result = await send({ ...sent, headers, secrets });
      tokens.worked(token, dead);
      refusals.forget(refusalKey);
      refusedCalls.forget(request);
      return result;
    };
    const token = await tokens.get(request);
    let refusal: ServiceError;
    try {
      return await attempt(token);
    } catch (error) {
      if (!isTokenRefused(error)) throw error;
      refusal = error;
    }
    if (isOfToken(refusal) && tokens.isDoubtful) {
      // One of several servers may not know it yet, and a new one would be no better known.
      try {
        const result = await attempt(token);
        tokens.revived();
        return result;
      } catch (error) {
        if (!isTokenRefused(error)) throw error;
      }
    }
    const refuse = (error: unknown, hasNoToken = false): unknown => {
      const isRefused = error instanceof ServiceError && isAnswered(error);
      // What names a time holds for the account.
      if (isRefused && error.facts.retryAfter === undefined) {
        refusedCalls.add(request, error, hasNoToken);
      }
      return error;
    };
    if (refusals.isRecent(refusalKey, refusal, token)) throw refuse(refusal);
    return refusedCalls.repeat(request, async (watched) => {
      const renewed = await tokens.renew(token, request).catch((error: unknown) => {
        throw refuse(error, isOfToken(refusal));
      });
      try {
        return await attempt(renewed, isOfToken(refusal) ? token : undefined, watched);
      } catch (error) {
        if (!isTokenRefused(error)) throw error;
        refusals.add(refusalKey, renewed);
        throw refuse(error);
      }
    });
  };
}

/** What new tokens were refused for, as far as it is remembered. */
class Refusals {
  readonly #cooldowns = new Map<string, Cooldown>();
  /** The newest token that was refused, and for how long it is new. */
  #newest: string | undefined;
  readonly #isNew = new Cooldown(WITHHELD);

  /** Whether another token would be refused as well. */
  isRecent(refusalKey: string, { code }: ServiceError, token: string): boolean {
    // Where one path may not be read, others may not be either.
    if (code === 'FORBIDDEN' && token === this.#newest && this.#isNew.isRunning) return true;
    return (this.#cooldowns.get(refusalKey)?.remaining ?? 0) > 0;
  }

  add(refusalKey: string, token: string): void {
    this.#newest = token;
    this.#isNew.hold(WITHHELD.first);
    const cooldown = this.#cooldowns.get(refusalKey) ?? new Cooldown(WITHHELD);
    cooldown.start();
    // Where every message asks for something else, none of it is asked for again.
    if (this.#cooldowns.size >= MAX_REFUSALS) this.#cooldowns.clear();
    this.#cooldowns.set(refusalKey, cooldown);
  }

  forget(refusalKey: string): void {
    this.#cooldowns.delete(refusalKey);
  }
}

function isTokenRefused(error: unknown): error is ServiceError {
  return (
    error instanceof ServiceError && (error.code === 'UNAUTHORIZED' || error.code === 'FORBIDDEN')
  );
}

/** Whether a refusal says that the token is over, rather than who may read what. */
function isOfToken({ code, marks }: ServiceError): boolean {
  return code === 'UNAUTHORIZED' && marks.page !== true;
}

/**
 * A layer that sends calls with an API key. There is nothing to renew: a key that was
 * refused is not shown again until a pause is over, as a password is not.
 *
 * @param store where that outlasts a restart
 * @throws {ServiceError} CONFIG_INVALID when the key cannot be in a header.
 */
export function withApiToken(send: Send, token: string, store: TokenStore = NO_STORE): Send {
  if (!isHeaderSafe(token)) {
    throw new ServiceError('CONFIG_INVALID', { reason: because('tokenUnsafe') });
  }
  const pause = new Pause();
  const refusedCalls = new RefusedCalls();
  let loaded: Promise<void> | undefined;
  let isKept = false;
  const load = async (): Promise<void> => {
    const kept = await store.load();
    pause.resume(kept.pause, false);
    isKept = kept.pause !== undefined;
  };
  const keep = async (): Promise<void> => {
    const { kept } = pause;
    if (kept !== undefined || isKept) await store.save({ pause: kept });
    isKept = kept !== undefined;
  };
  return async (request) => {
    await (loaded ??= load());
    pause.assertOver();
    await refusedCalls.admit(request);
    try {
      const Authorization = `Token ${token}`;
      const secrets = [token, Authorization];
      const headers = { ...request.headers, Authorization };
      const result = await send({ ...request, headers, secrets });
      pause.end();
      refusedCalls.forget(request);
      await keep();
      return result;
    } catch (error) {
      if (!isTokenRefused(error)) throw error;
      if (error.code === 'FORBIDDEN') {
        refusedCalls.add(request, error);
        throw error;
      }
      const rejected = error.with({}, {}, 'TOKEN_REJECTED');
      pause.begin(rejected);
      await keep();
      throw rejected;
    }
  };
}
