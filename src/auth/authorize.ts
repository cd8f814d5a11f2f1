import { ServiceError } from '../errors';
import type { Send } from '../http/message';
import { because } from '../reasons';
import { Cooldown } from './cooldown';
import { isHeaderSafe } from './token-response';
import type { TokenSource } from './token-source';

/** Refusals that are remembered. */
const MAX_REFUSALS = 100;

/** The headers that prove a call with a token. */
export type Proof = (token: string) => Readonly<Record<string, string>>;

/** RFC 6750, 2.1. */
export const bearer: Proof = (token) => ({ Authorization: `Bearer ${token}` });

/**
 * A layer that sends calls with the account's access token. A 401 is answered
 * by one renewal and one repetition, never more. So is a 403, because that is
 * what an expired token gets from a Django service whose first authentication
 * class sends no challenge.
 *
 * Where the new token was refused too, its age is not the reason: the same path,
 * or the same operation there, is not given new tokens again until a cooling time
 * is over or it answered.
 */
export function withToken(send: Send, tokens: TokenSource, proof: Proof = bearer): Send {
  const refusals = new Refusals();
  return async (request) => {
    const attempt = (token: string) => {
      const proofs = proof(token);
      const secrets = [token, ...Object.values(proofs)];
      return send({ ...request, headers: { ...request.headers, ...proofs }, secrets });
    };
    const { url, operationKey = '' } = request;
    const refusalKey = `${url.pathname} ${operationKey}`;
    const token = await tokens.get(request);
    try {
      const result = await attempt(token);
      refusals.forget(refusalKey);
      return result;
    } catch (error) {
      if (!isTokenRefused(error) || refusals.isRecent(refusalKey)) throw error;
    }
    const renewed = await tokens.renew(token, request);
    try {
      const result = await attempt(renewed);
      refusals.forget(refusalKey);
      return result;
    } catch (error) {
      if (isTokenRefused(error)) refusals.add(refusalKey);
      throw error;
    }
  };
}

/** What new tokens were refused for, as far as it is remembered. */
class Refusals {
  readonly #cooldowns = new Map<string, Cooldown>();

  isRecent(refusalKey: string): boolean {
    return (this.#cooldowns.get(refusalKey)?.remaining ?? 0) > 0;
  }

  add(refusalKey: string): void {
    const cooldown = this.#cooldowns.get(refusalKey) ?? new Cooldown();
    cooldown.start();
    // Where every message asks for something else, none of it is asked for again.
    if (this.#cooldowns.size >= MAX_REFUSALS) this.#cooldowns.clear();
    this.#cooldowns.set(refusalKey, cooldown);
  }

  forget(refusalKey: string): void {
    this.#cooldowns.delete(refusalKey);
  }
}

function isTokenRefused(error: unknown): boolean {
  return (
    error instanceof ServiceError && (error.code === 'UNAUTHORIZED' || error.code === 'FORBIDDEN')
  );
}

/**
 * A layer that sends calls with an API key. There is nothing to renew: a 401 is final.
 *
 * @throws {ServiceError} CONFIG_INVALID when the key cannot stand in a header.
 */
export function withApiToken(send: Send, token: string): Send {
  if (!isHeaderSafe(token)) {
    throw new ServiceError('CONFIG_INVALID', { reason: because('tokenUnsafe') });
  }
  return async (request) => {
    try {
      const Authorization = `Token ${token}`;
      const secrets = [token, Authorization];
      return await send({ ...request, headers: { ...request.headers, Authorization }, secrets });
    } catch (error) {
      if (error instanceof ServiceError && error.code === 'UNAUTHORIZED') {
        throw error.with({}, {}, 'TOKEN_REJECTED');
      }
      throw error;
    }
  };
}
