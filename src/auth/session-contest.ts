import { ServiceError } from '../errors';
import { Cooldown } from '../layers/cooldown';

/** Tokens in a row that must die young before somebody else is suspected. */
const SUSPICIOUS = 3;

/** Tokens in a row that must live before that is forgotten: the first may, because others wait as well. */
const CALM = 2;

/** Milliseconds up to which a token has died young, where half of its life is unknown or longer. */
const YOUNG_UNKNOWN = 300_000;
const YOUNG = 3_600_000;

/** Between two sign-ins while somebody else signs in as well: 1, 2, 4, 8, 15 minutes. */
const SPACING = { first: 60_000, factor: 2, longest: 900_000 };

/** Milliseconds without a suspicion after a token was refused and taken again: the service refuses at random. */
const TRUST = 3_600_000;

interface Life {
  readonly accessToken: string;
  readonly isOfSignIn: boolean;
  /** Of `performance.now`, for the time of day may be set. */
  readonly grantedAt: number;
  /** Milliseconds. */
  readonly youngFor: number;
  hasWorked: boolean;
  isCounted: boolean;
}

/**
 * Notices that somebody else signs in with the same credentials at a service that
 * allows one session: tokens that worked are refused long before their end, again
 * and again. Each sign-in would end the other's session, so they become fewer,
 * until tokens live.
 */
export class SessionContest {
  readonly #spacing = new Cooldown(SPACING);
  /** The token that is in use, and the one before. */
  #lives: readonly Life[] = [];
  /** Tokens in a row that died young. */
  #deaths = 0;
  /** Tokens in a row that did not. */
  #survivors = 0;
  #isReported = false;
  #trustedAt = Number.NEGATIVE_INFINITY;

  /** @param onContested called once, when it is noticed */
  constructor(private readonly onContested: () => void = () => undefined) {}

  /** @throws {ServiceError} SESSION_TAKEN while it is not yet time for another sign-in */
  assertOver(): void {
    if (this.#spacing.remaining === 0) return;
    throw new ServiceError('SESSION_TAKEN', {}, { retriesSpent: true });
  }

  /** Whether the next token that is refused is worth showing again: the last one died young, or did not die. */
  get isDoubtful(): boolean {
    return this.#deaths > 0 || this.#isTrusted;
  }

  get #isTrusted(): boolean {
    return performance.now() - this.#trustedAt < TRUST;
  }

  /**
   * @param expiresIn seconds of life, where the service says
   * @param isOfSignIn false where the refresh token of the one before was still good: somebody
   *   else's sign-in would have ended that, too
   */
  begin(accessToken: string, expiresIn: number | undefined, isOfSignIn = true): void {
    const half = expiresIn === undefined ? YOUNG_UNKNOWN : expiresIn * 500;
    const life = {
      accessToken,
      isOfSignIn,
      grantedAt: performance.now(),
      youngFor: Math.min(YOUNG, half),
      hasWorked: false,
      isCounted: false,
    };
    this.#lives = [life, ...this.#lives.slice(0, 1)];
  }

  /** The service has taken this token. */
  worked(accessToken: string): void {
    const life = this.#find(accessToken);
    if (life === undefined) return;
    life.hasWorked = true;
    if (!isYoung(life)) this.#live(life);
  }

  /** The service has refused this token, and taken a newer one for the same call. */
  died(accessToken: string): void {
    const life = this.#find(accessToken);
    if (life?.hasWorked !== true || this.#lives[0]?.isOfSignIn === false) return;
    if (isYoung(life)) this.#die(life);
    else this.#live(life);
  }

  /** The service has refused this token, and taken it when it was shown again. */
  revived(): void {
    this.#trustedAt = performance.now();
    this.#deaths = 0;
  }

  #die(life: Life): void {
    if (life.isCounted || this.#isTrusted) return;
    life.isCounted = true;
    this.#survivors = 0;
    this.#deaths++;
    if (this.#deaths < SUSPICIOUS) return;
    this.#spacing.start();
    if (!this.#isReported) this.onContested();
    this.#isReported = true;
  }

  #live(life: Life): void {
    if (life.isCounted) return;
    life.isCounted = true;
    this.#survivors++;
    this.#spacing.end();
    if (this.#isReported && this.#survivors < CALM) {
      // The next that dies young is one of the same row.
      this.#deaths = SUSPICIOUS - 1;
      return;
    }
    this.#deaths = 0;
    this.#isReported = false;
    this.#spacing.reset();
  }

  #find(accessToken: string): Life | undefined {
    return this.#lives.find((life) => life.accessToken === accessToken);
  }
}

function isYoung({ grantedAt, youngFor }: Life): boolean {
  return performance.now() - grantedAt < youngFor;
}
