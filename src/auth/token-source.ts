import type { ServiceError } from '../errors';
import { abortable } from '../http/abortable';
import type { Caller, HttpObserver } from '../http/message';
import { Cooldown } from './cooldown';
import type { TokenGrant } from './grants';
import { describeRefusal, isRefusal } from './refusal';
import { NO_STORE, type TokenStore } from './token-file';
import { type TokenAnswer, TokenRefusal } from './token-response';
import { isOver, isRefreshable, type Tokens, tokensOf, withoutRefreshToken } from './tokens';

/** A service may ask us to stay away; longer than a day is not believed. */
const LONGEST_HOLD = 86_400;

/**
 * The tokens of one account, for any number of callers. However many ask at the
 * same moment, one token request is in flight; a rotated refresh token is
 * adopted before anyone who waits is released; and credentials that the service
 * refused are not shown to it again until a cooling time is over.
 */
export class TokenSource {
  #tokens: Tokens | undefined;
  #request: Promise<Tokens> | undefined;
  #refusal: ServiceError | undefined;
  readonly #cooldown = new Cooldown();
  /** Those who wait for the token request: each of them sees why it takes long. */
  readonly #waiting = new Set<HttpObserver>();
  #isLoaded = false;

  /** @param closing ends a token request in flight; everybody who waits gets its reason. */
  constructor(
    private readonly tokenGrant: TokenGrant,
    private readonly closing: AbortSignal,
    private readonly store: TokenStore = NO_STORE,
  ) {}

  /**
   * An access token that is good as far as is known.
   *
   * @throws {ServiceError} why there is none; the signal's reason when aborted.
   */
  async get({ signal, observer = {} }: Caller): Promise<string> {
    signal.throwIfAborted();
    const tokens = this.#tokens;
    if (tokens !== undefined && !isOver(tokens)) return tokens.accessToken;
    this.#request ??= this.#obtain().finally(() => {
      this.#request = undefined;
    });
    this.#waiting.add(observer);
    try {
      return (await abortable(this.#request, signal)).accessToken;
    } finally {
      this.#waiting.delete(observer);
    }
  }

  /** The same, but tokens that were kept are not looked at: the credentials have to prove themselves. */
  signIn(caller: Caller): Promise<string> {
    this.#isLoaded = true;
    return this.get(caller);
  }

  /** Another access token than `refused`, which the service answered with a 401. */
  renew(refused: string, caller: Caller): Promise<string> {
    // Somebody else may have replaced it in the meantime; theirs is used then.
    if (this.#tokens?.accessToken === refused) {
      this.#tokens = { ...this.#tokens, expiresAt: Number.NEGATIVE_INFINITY };
    }
    return this.get(caller);
  }

  /** Resolves when no token request is in flight and what it brought is kept. */
  async settled(): Promise<void> {
    await this.#request?.catch(() => undefined);
  }

  /** Gives the tokens up, those of the last run included: for an account that ends its session. */
  async release(): Promise<Tokens | undefined> {
    await this.settled();
    const tokens = this.#isLoaded ? this.#tokens : await this.store.load();
    this.#isLoaded = true;
    this.#tokens = undefined;
    return tokens;
  }

  async #obtain(): Promise<Tokens> {
    this.#throwWhileCooling();
    const kept = await this.#kept();
    if (kept !== undefined) return kept;
    const answer = await this.#grant().catch((error: unknown) => {
      this.closing.throwIfAborted();
      throw this.#remember(describeRefusal(error, this.tokenGrant));
    });
    this.#cooldown.reset();
    const tokens = tokensOf(answer, this.#tokens);
    // A rotated refresh token is the only one that works: it is kept before anybody goes on.
    await this.store.save(tokens);
    this.#tokens = tokens;
    return tokens;
  }

  /** The tokens of the last run, if this is the first look and they are still good. */
  async #kept(): Promise<Tokens | undefined> {
    if (this.#isLoaded) return undefined;
    this.#isLoaded = true;
    this.#tokens = await this.store.load();
    return this.#tokens !== undefined && !isOver(this.#tokens) ? this.#tokens : undefined;
  }

  async #grant(): Promise<TokenAnswer> {
    const caller: Caller = {
      signal: this.closing,
      observer: { onWait: (seconds) => this.#waiting.forEach((each) => each.onWait?.(seconds)) },
    };
    const kept = this.#tokens;
    const refreshToken = kept && isRefreshable(kept) ? kept.refreshToken : undefined;
    if (refreshToken !== undefined && this.tokenGrant.refresh !== undefined) {
      try {
        return await this.tokenGrant.refresh(refreshToken, caller);
      } catch (error) {
        if (!(error instanceof TokenRefusal) || error.oauthError === 'invalid_client') throw error;
      }
    }
    // From here on the refresh token is dead, whatever the sign-in says.
    this.#tokens = kept && withoutRefreshToken(kept);
    return this.tokenGrant.signIn(caller, kept);
  }

  /** Starts a cooling time where asking again at once would do harm. */
  #remember(error: ServiceError): ServiceError {
    const { retryAfter } = error.facts;
    if (retryAfter !== undefined) {
      this.#cooldown.hold(Math.min(retryAfter, LONGEST_HOLD) * 1_000);
      this.#refusal = error;
    } else if (isRefusal(error)) {
      this.#cooldown.start();
      this.#refusal = error;
    }
    return error;
  }

  /** The last refusal again, with the seconds that are left where the service named any. */
  #throwWhileCooling(): void {
    const { remaining } = this.#cooldown;
    if (remaining === 0 || this.#refusal === undefined) return;
    const retryAfter =
      this.#refusal.facts.retryAfter === undefined ? undefined : Math.ceil(remaining / 1_000);
    throw this.#refusal.with({ retryAfter });
  }
}
