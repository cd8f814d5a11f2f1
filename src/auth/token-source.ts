import { abortable, type Signal } from '../abort';
import type { ServiceError } from '../errors';
import type { Caller, HttpObserver } from '../http/message';
import type { TokenGrant } from './grants';
import { Pause } from './pause';
import { describeRefusal, mayBeOfRefreshToken } from './refusal';
import { SessionContest } from './session-contest';
import { NO_STORE, type TokenStore } from './token-file';
import { type TokenAnswer, TokenRefusal } from './token-response';
import { isOver, isRefreshable, type Tokens, tokensOf, withoutRefreshToken } from './tokens';

/** What else the tokens of an account need. */
interface TokenSourceOptions {
  /** Where they outlast a restart. */
  readonly store?: TokenStore;
  /** Called once where somebody else signs in with the same credentials, and ends our sessions. */
  readonly onContested?: (() => void) | undefined;
}

/** What a token request has brought. */
interface Granted {
  readonly answer: TokenAnswer;
  readonly isOfSignIn: boolean;
}

/** The sign-in that an account uses now. Times are milliseconds since the epoch. */
export interface SignInState {
  /** Absent where the tokens are those of an earlier run. */
  readonly since?: number;
  /** When the access token is replaced; absent where the service sets no time. */
  readonly until?: number;
}

/** Refreshes in a row that may fail without a reason before the sign-in is tried as well. */
const MAX_FAILED_REFRESHES = 3;

/**
 * The tokens of one account, for any number of callers. However many ask at the
 * same moment, one token request is in flight; a rotated refresh token is
 * adopted before anyone who waits is released; and credentials that the service
 * refused are not shown to it again until a pause is over.
 *
 * Nothing but newer tokens takes the place of those that are there: a gateway
 * in between may refuse what the service would take, and be gone in an hour.
 */
export class TokenSource {
  #tokens: Tokens | undefined;
  #request: Promise<Tokens> | undefined;
  /** The access token in whose place the request asks for another one. */
  #refused: string | undefined;
  readonly #pause = new Pause();
  readonly #contest: SessionContest;
  readonly #store: TokenStore;
  /** Those who wait for the token request: each of them sees why it takes long. */
  readonly #waiting = new Set<HttpObserver>();
  #isLoaded = false;
  /** Milliseconds since the epoch. */
  #signedInAt: number | undefined;
  /** Refreshes in a row that failed without a reason. */
  #failedRefreshes = 0;

  /** @param closing ends a token request in flight; everybody who waits gets its reason. */
  constructor(
    private readonly tokenGrant: TokenGrant,
    private readonly closing: Signal,
    { store = NO_STORE, onContested }: TokenSourceOptions = {},
  ) {
    this.#store = store;
    this.#contest = new SessionContest(onContested);
  }

  /**
   * An access token that is good as far as is known.
   *
   * @throws {ServiceError} why there is none; the signal's reason when aborted.
   */
  get(caller: Caller): Promise<string> {
    return this.#another(undefined, caller);
  }

  /** The same, but what was kept is not looked at: the credentials have to prove themselves. */
  signIn(caller: Caller): Promise<string> {
    this.#isLoaded = true;
    return this.get(caller);
  }

  /** Another access token than `refused`, which the service did not take. */
  renew(refused: string, caller: Caller): Promise<string> {
    return this.#another(refused, caller);
  }

  /**
   * The service has taken a token.
   *
   * @param dead the one that it refused for the same call as one that is over
   */
  worked(token: string, dead?: string): void {
    this.#contest.worked(token);
    if (dead !== undefined) this.#contest.died(dead);
  }

  /** Whether a refused token is worth showing again before another one is asked for. */
  get isDoubtful(): boolean {
    return this.#contest.isDoubtful;
  }

  /** The service has taken the token that it had just refused. */
  revived(): void {
    this.#contest.revived();
  }

  /** Nothing where there are no tokens. */
  get state(): SignInState | undefined {
    if (this.#tokens === undefined) return undefined;
    const { expiresAt } = this.#tokens;
    return {
      ...(this.#signedInAt !== undefined && { since: this.#signedInAt }),
      ...(expiresAt !== undefined && { until: expiresAt }),
    };
  }

  /** Resolves when no token request is in flight and what it brought is kept. */
  async settled(): Promise<void> {
    await this.#request?.catch(() => undefined);
  }

  async #another(refused: string | undefined, { signal, observer = {} }: Caller): Promise<string> {
    signal.throwIfAborted();
    const usable = this.#usable(refused ?? this.#refused);
    if (usable !== undefined) return usable.accessToken;
    this.#request ??= this.#begin(refused);
    this.#waiting.add(observer);
    try {
      return (await abortable(this.#request, signal)).accessToken;
    } finally {
      this.#waiting.delete(observer);
    }
  }

  /** Gives the tokens up, those of the last run included: for an account that ends its session. */
  async release(): Promise<Tokens | undefined> {
    await this.settled();
    await this.#load();
    const tokens = this.#tokens;
    this.#tokens = undefined;
    return tokens;
  }

  #begin(refused: string | undefined): Promise<Tokens> {
    this.#refused = refused;
    return this.#obtain(refused).finally(() => {
      this.#request = undefined;
      this.#refused = undefined;
    });
  }

  #usable(refused: string | undefined): Tokens | undefined {
    const tokens = this.#tokens;
    if (tokens === undefined || isOver(tokens) || tokens.accessToken === refused) return undefined;
    return tokens;
  }

  async #obtain(refused: string | undefined): Promise<Tokens> {
    await this.#load();
    const kept = this.#usable(refused);
    if (kept !== undefined) return kept;
    this.#pause.assertOver();
    this.#contest.assertOver();
    const { answer, isOfSignIn } = await this.#grant().catch(async (error: unknown) => {
      this.closing.throwIfAborted();
      const failure = describeRefusal(error, this.tokenGrant);
      await this.#fail(failure);
      throw failure;
    });
    this.#pause.end();
    this.#failedRefreshes = 0;
    const tokens = tokensOf(answer, this.#tokens);
    this.#contest.begin(tokens.accessToken, answer.expiresIn, isOfSignIn);
    // A rotated refresh token is the only one that works: it is kept before anybody goes on.
    await this.#store.save({ tokens });
    this.#tokens = tokens;
    return tokens;
  }

  /** Takes what the last run left, at the first look. */
  async #load(): Promise<void> {
    if (this.#isLoaded) return;
    this.#isLoaded = true;
    const { tokens, pause } = await this.#store.load();
    this.#tokens = tokens;
    this.#pause.resume(pause, tokens !== undefined);
  }

  async #fail(failure: ServiceError): Promise<void> {
    this.#pause.begin(failure);
    const pause = this.#pause.kept;
    if (pause !== undefined) await this.#store.save({ tokens: this.#tokens, pause });
  }

  async #grant(): Promise<Granted> {
    const caller: Caller = {
      signal: this.closing,
      observer: {
        onWait: (seconds, error) => this.#waiting.forEach((each) => each.onWait?.(seconds, error)),
      },
    };
    const kept = this.#tokens;
    const refreshToken = kept && isRefreshable(kept) ? kept.refreshToken : undefined;
    if (kept !== undefined && refreshToken !== undefined && this.tokenGrant.refresh !== undefined) {
      try {
        const answer = await this.tokenGrant.refresh(refreshToken, caller);
        return { answer, isOfSignIn: false };
      } catch (error) {
        if (!this.#isInVain(error, kept)) throw error;
      }
    }
    const answer = await this.tokenGrant.signIn(caller, kept);
    this.#signedInAt = Date.now();
    return { answer, isOfSignIn: true };
  }

  /** Whether a refresh failed in such a way that the sign-in may help. */
  #isInVain(error: unknown, kept: Tokens): boolean {
    if (error instanceof TokenRefusal && error.format === 'json') {
      if (error.oauthError === 'invalid_client') return false;
      // It is dead, whatever the sign-in says. Without an OAuth error the sign-in shows
      // whether it was, or the endpoint itself fails.
      if (error.oauthError !== undefined) this.#tokens = withoutRefreshToken(kept);
      return true;
    }
    return mayBeOfRefreshToken(error) && ++this.#failedRefreshes >= MAX_FAILED_REFRESHES;
  }
}
