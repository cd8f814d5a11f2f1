import { type AccessTokenState, AccessTokens } from './access-tokens';
import { randomToken } from './random-token';

/** An access token with the refresh token that replaces it. */
export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/**
 * Access and refresh tokens as django-oauth-toolkit keeps them with rotation
 * on: a refresh token works once, and using it kills its access token at once.
 */
export class TokenStore {
  readonly #access: AccessTokens;
  /** Access tokens by the refresh token that was issued with them. */
  readonly #refreshable = new Map<string, string>();

  /** @param lifetime Life of an access token, in seconds. */
  constructor(lifetime: number) {
    this.#access = new AccessTokens(lifetime);
  }

  /** Issues a new pair. */
  issue(): TokenPair {
    const pair = { accessToken: this.#access.issue(), refreshToken: randomToken() };
    this.#refreshable.set(pair.refreshToken, pair.accessToken);
    return pair;
  }

  /** Trades a refresh token for a new pair; `undefined` when it is used, revoked or unknown. */
  rotate(refreshToken: string): TokenPair | undefined {
    const accessToken = this.#refreshable.get(refreshToken);
    if (accessToken === undefined) return undefined;
    this.#refreshable.delete(refreshToken);
    this.#access.revoke(accessToken);
    return this.issue();
  }

  /** Looks an access token up. */
  check(accessToken: string): AccessTokenState {
    return this.#access.check(accessToken);
  }

  /** Forgets every access token; the refresh tokens still work. */
  revokeAccessTokens(): void {
    this.#access.revokeAll();
  }

  /** Forgets every refresh token; the access tokens live on. */
  revokeRefreshTokens(): void {
    this.#refreshable.clear();
  }
}
