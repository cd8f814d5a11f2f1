import { randomToken } from './random-token';

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
