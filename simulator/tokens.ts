import { randomBytes } from 'node:crypto';

/** An access token with the refresh token that replaces it. */
export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** What a Bearer token is worth at a given time. */
export type AccessTokenState = 'valid' | 'expired' | 'unknown';

/**
 * Access and refresh tokens as django-oauth-toolkit keeps them with rotation
 * on: a refresh token works once, and using it kills its access token at once.
 */
export class TokenStore {
  readonly #expiries = new Map<string, number>();
  readonly #accessTokens = new Map<string, string>();

  /** @param lifetime Life of an access token, in seconds. */
  constructor(private readonly lifetime: number) {}

  /** Issues a new pair. */
  issue(): TokenPair {
    const pair = { accessToken: randomToken(), refreshToken: randomToken() };
    this.#expiries.set(pair.accessToken, Date.now() + this.lifetime * 1000);
    this.#accessTokens.set(pair.refreshToken, pair.accessToken);
    return pair;
  }

  /** Trades a refresh token for a new pair; `undefined` when it is used, revoked or unknown. */
  rotate(refreshToken: string): TokenPair | undefined {
    const accessToken = this.#accessTokens.get(refreshToken);
    if (accessToken === undefined) return undefined;
    this.#accessTokens.delete(refreshToken);
    this.#expiries.delete(accessToken);
    return this.issue();
  }

  /** Looks an access token up. */
  check(accessToken: string): AccessTokenState {
    const expiry = this.#expiries.get(accessToken);
    if (expiry === undefined) return 'unknown';
    return Date.now() < expiry ? 'valid' : 'expired';
  }

  /** Forgets every access token; the refresh tokens still work. */
  revokeAccessTokens(): void {
    this.#expiries.clear();
  }

  /** Forgets every refresh token; the access tokens live on. */
  revokeRefreshTokens(): void {
    this.#accessTokens.clear();
  }
}

function randomToken(): string {
  return randomBytes(15).toString('hex');
}
