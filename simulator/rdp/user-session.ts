import { type AccessTokenState, AccessTokens, randomToken, type TokenPair } from '../tokens';
import type { RdpSettings } from './options';

/**
 * The one session that a user may have. Signing in ends the session before:
 * its tokens die. A refresh prolongs it, and its older access tokens live
 * until they expire.
 */
export class UserSession {
  readonly #access: AccessTokens;
  #pair: TokenPair | undefined;
  #refreshableUntil = 0;

  constructor(private readonly settings: RdpSettings) {
    this.#access = new AccessTokens(settings.rdpTokenLifetime);
  }

  /** Whether somebody is signed in: the last access token is good. */
  get isLive(): boolean {
    return this.#pair !== undefined && this.check(this.#pair.accessToken) === 'valid';
  }

  signIn(): TokenPair {
    this.#access.revokeAll();
    return this.#issue(randomToken());
  }

  /** Trades a refresh token for a new pair; `undefined` when it is used, dead or unknown. */
  refresh(refreshToken: string): TokenPair | undefined {
    if (this.#pair?.refreshToken !== refreshToken || Date.now() >= this.#refreshableUntil) {
      return undefined;
    }
    return this.#issue(this.settings.rdpRotates ? randomToken() : refreshToken);
  }

  /** Looks an access token up. */
  check(accessToken: string): AccessTokenState {
    return this.#access.check(accessToken);
  }

  /** Ends the session that an access token belongs to; of one that is not good any more, nothing happens. */
  end(accessToken: string): void {
    if (this.check(accessToken) !== 'valid') return;
    this.#access.revokeAll();
    this.#pair = undefined;
  }

  /** Forgets every access token; the refresh token still works. */
  revokeAccessTokens(): void {
    this.#access.revokeAll();
  }

  /** Lets the refresh token die; the access tokens live on. */
  revokeRefreshTokens(): void {
    this.#refreshableUntil = 0;
  }

  #issue(refreshToken: string): TokenPair {
    this.#pair = { accessToken: this.#access.issue(), refreshToken };
    this.#refreshableUntil = Date.now() + this.settings.rdpRefreshTokenLifetime * 1000;
    return this.#pair;
  }
}
