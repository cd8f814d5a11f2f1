import { randomBytes } from 'node:crypto';

/** A token that nobody can guess. */
export function randomToken(): string {
  return randomBytes(15).toString('hex');
}

/** What a Bearer token is worth at a given time. */
export type AccessTokenState = 'valid' | 'expired' | 'unknown';

/** Access tokens and when they expire. */
export class AccessTokens {
  readonly #expiries = new Map<string, number>();

  /**
   * @param lifetime Life of a token, in seconds.
   * @param create Makes a token that differs from all others.
   */
  constructor(
    private readonly lifetime: number,
    private readonly create: () => string = randomToken,
  ) {}

  /** Issues a new token. */
  issue(): string {
    const token = this.create();
    this.#expiries.set(token, Date.now() + this.lifetime * 1000);
    return token;
  }

  /** Looks a token up. */
  check(token: string): AccessTokenState {
    const expiry = this.#expiries.get(token);
    if (expiry === undefined) return 'unknown';
    return Date.now() < expiry ? 'valid' : 'expired';
  }

  /** Forgets one token. */
  revoke(token: string): void {
    this.#expiries.delete(token);
  }

  /** Forgets every token. */
  revokeAll(): void {
    this.#expiries.clear();
  }

  /** Lets every token expire now. */
  expireAll(): void {
    for (const token of this.#expiries.keys()) this.#expiries.set(token, Date.now());
  }
}

/** An access token with the refresh token that replaces it. */
export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/**
 * Access and refresh tokens as django-oauth-toolkit keeps them with rotation
 * on: a refresh token works once, and using it kills its access token immediately.
 */
export class TokenStore {
  readonly #access: AccessTokens;
  /** Access tokens by the refresh token that was issued with them. */
  readonly #refreshable = new Map<string, string>();

  /**
   * @param lifetime Life of an access token, in seconds.
   * @param isSingle Whether a new pair takes the place of all others, as in a table with one
   *   row for each user.
   */
  constructor(
    lifetime: number,
    private readonly isSingle = false,
  ) {
    this.#access = new AccessTokens(lifetime);
  }

  /** Issues a new pair. */
  issue(): TokenPair {
    if (this.isSingle) {
      this.revokeAccessTokens();
      this.revokeRefreshTokens();
    }
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
