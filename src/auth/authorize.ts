import { ServiceError } from '../errors';
import type { Send } from '../http/message';
import { Cooldown } from './cooldown';
import { isHeaderSafe } from './token-response';
import type { TokenSource } from './token-source';
import { Reason } from '../reasons';

/**
 * A layer that sends calls with the account's access token. A 401 is answered
 * by one renewal and one repetition, never more. So is a 403, because that is
 * what an expired token gets from a Django service whose first authentication
 * class sends no challenge.
 *
 * Where the new token was refused too, the matter is not its age: the same
 * path is not given new tokens again until a cooling time is over or it
 * answered.
 */
export function withBearer(send: Send, tokens: TokenSource): Send {
  const refused = new Map<string, Cooldown>();
  return async (request) => {
    const attempt = (token: string) =>
      send({ ...request, headers: { ...request.headers, Authorization: `Bearer ${token}` } });
    const path = request.url.pathname;
    const token = await tokens.get(request);
    try {
      const result = await attempt(token);
      refused.delete(path);
      return result;
    } catch (error) {
      if (!isTokenRefused(error) || (refused.get(path)?.remaining ?? 0) > 0) throw error;
    }
    const renewed = await tokens.renew(token, request);
    try {
      const result = await attempt(renewed);
      refused.delete(path);
      return result;
    } catch (error) {
      if (isTokenRefused(error)) {
        const cooldown = refused.get(path) ?? new Cooldown();
        cooldown.start();
        refused.set(path, cooldown);
      }
      throw error;
    }
  };
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
    throw new ServiceError('CONFIG_INVALID', { reason: new Reason('tokenUnsafe') });
  }
  return async (request) => {
    try {
      return await send({
        ...request,
        headers: { ...request.headers, Authorization: `Token ${token}` },
      });
    } catch (error) {
      if (error instanceof ServiceError && error.code === 'UNAUTHORIZED') {
        throw new ServiceError('TOKEN_REJECTED', error.facts);
      }
      throw error;
    }
  };
}
