import { type ErrorCode, ServiceError } from '../errors';
import { Cooldown, type CooldownState } from '../http/cooldown';
import { asRecord } from '../json-value';
import { isAnswered, namesCredentials } from './refusal';

const MINUTE = 60_000;

/** After a refusal of the credentials: 1, 4, 16, 60 minutes. */
const REFUSED = { first: MINUTE, factor: 4, longest: 60 * MINUTE };

/** The same at the most for credentials that have worked: the fault is rather the service's. */
const LONGEST_FOR_PROVEN = 15 * MINUTE;

/** After an answer that is none: not quite two minutes, so that a poll each minute misses one of them. */
const TROUBLED = { first: 10_000, factor: 2, longest: 110_000 };

/**
 * A service that refuses in words of its own for longer than a bad hour takes may mean the
 * password: the pause then grows with the time beyond that, up to a quarter of an hour.
 */
const BAD_HOUR = 30 * MINUTE;
const LONGEST_UNEXPLAINED = 15 * MINUTE;

/** Only a token request is answered with a time here; how long is left is told later. */
const TOLD = { retryAfter: 0, during: 'sign-in' } as const;

/** Why and until when credentials are not shown, as it is kept over a restart. */
export interface KeptPause extends CooldownState {
  readonly code: ErrorCode;
  readonly statusCode?: number | undefined;
  readonly serviceMessage?: string | undefined;
  /** Whether the service named the time. */
  readonly isTold: boolean;
}

/**
 * The time in which credentials are not shown to a service again, because it
 * refused them, did not answer as it should, or asked to wait. Whoever wants to
 * use them meanwhile gets the same error.
 */
export class Pause {
  readonly #refusals = new Cooldown(REFUSED);
  readonly #troubles = new Cooldown(TROUBLED);
  #error: ServiceError | undefined;
  #isProven = false;
  /** Since when there has been nothing but unexplained refusals. */
  #unexplainedSince: number | undefined;

  /** @throws {ServiceError} the error that began it, while it lasts */
  assertOver(): void {
    const remaining = Math.max(this.#refusals.remaining, this.#troubles.remaining);
    if (remaining === 0 || this.#error === undefined) return;
    const isTold = this.#error.facts.retryAfter !== undefined;
    throw this.#error.with({ retryAfter: isTold ? Math.ceil(remaining / 1_000) : undefined });
  }

  /** The credentials have worked. */
  end(): void {
    this.#refusals.reset();
    this.#troubles.reset();
    this.#error = undefined;
    this.#isProven = true;
    this.#unexplainedSince = undefined;
  }

  /** Begins one where asking again at once would do harm or bring nothing. */
  begin(error: ServiceError): void {
    const told = (error.facts.retryAfter ?? 0) * 1_000;
    if (namesCredentials(error)) {
      this.#refusals.start(told, this.#isProven ? LONGEST_FOR_PROVEN : undefined);
    } else if (isAnswered(error)) {
      this.#troubles.start(told, this.#longestTrouble(error));
    } else {
      return;
    }
    this.#error = error;
  }

  #longestTrouble({ marks }: ServiceError): number {
    const now = Date.now();
    this.#unexplainedSince = marks.unexplained ? (this.#unexplainedSince ?? now) : undefined;
    const beyond = now - (this.#unexplainedSince ?? now) - BAD_HOUR;
    return Math.max(TROUBLED.longest, Math.min(LONGEST_UNEXPLAINED, beyond));
  }

  /** What is to outlive the process: not what is over in two minutes. */
  get kept(): KeptPause | undefined {
    const error = this.#error;
    if (error === undefined) return undefined;
    const { state } = namesCredentials(error) ? this.#refusals : this.#troubles;
    const isTold = error.facts.retryAfter !== undefined;
    if (!namesCredentials(error) && !isTold) return undefined;
    const { code, facts } = error;
    const { statusCode, serviceMessage } = facts;
    return { ...state, code, statusCode, serviceMessage, isTold };
  }

  /**
   * Goes on with what another process kept.
   *
   * @param isProven whether the credentials have worked since they are as they are
   */
  resume(kept: KeptPause | undefined, isProven: boolean): void {
    this.#isProven = isProven;
    if (kept === undefined) return;
    const { code, statusCode, serviceMessage, isTold } = kept;
    const facts = { statusCode, serviceMessage, ...(isTold && TOLD) };
    this.#error = new ServiceError(code, facts, { retriesSpent: true });
    (namesCredentials(this.#error) ? this.#refusals : this.#troubles).resume(kept);
  }
}

const KEPT: readonly ErrorCode[] = [
  'CREDENTIALS_REJECTED',
  'CLIENT_REJECTED',
  'SESSION_OPEN',
  'TOKEN_REJECTED',
  'RATE_LIMITED',
  'SERVER_ERROR',
];

/** What was read from a file, if it has the shape of a pause. */
export function readKeptPause(value: unknown): KeptPause | undefined {
  const { code, statusCode, serviceMessage, isTold, count, startedAt, length } = asRecord(value);
  const known = KEPT.find((each) => each === code);
  if (known === undefined) return undefined;
  if (!isNumber(count) || !isNumber(startedAt) || !isNumber(length)) return undefined;
  return {
    code: known,
    statusCode: isNumber(statusCode) ? statusCode : undefined,
    serviceMessage: typeof serviceMessage === 'string' ? serviceMessage : undefined,
    isTold: isTold === true,
    count,
    startedAt,
    length,
  };
}

function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}
