import { type ErrorCode, ServiceError } from '../errors';
import { asRecord } from '../json-value';
import { isAnswered } from '../layers/blame';
import { Cooldown, type CooldownState } from '../layers/cooldown';
import { because, type Reason } from '../reasons';
import { namesCredentials } from './refusal';

const MINUTE = 60_000;

/** After a refusal of the credentials: 1, 4, 16, 60 minutes. */
const REFUSED = { first: MINUTE, factor: 4, longest: 60 * MINUTE };

/** The same at the most for credentials that have worked: the fault is rather the service's. */
const LONGEST_FOR_PROVEN = 15 * MINUTE;

/** After an answer that grants nothing: not quite two minutes, so that a poll each minute misses one of them. */
const FAILED = { first: 10_000, factor: 2, longest: 110_000 };

/**
 * A service that refuses in words of its own for longer than a bad hour takes may mean the
 * password: the pause then grows with the time beyond that, up to a quarter of an hour. The
 * time is that of the pauses, for the clock may be set by years meanwhile.
 */
const BAD_HOUR = 30 * MINUTE;
const LONGEST_UNEXPLAINED = 15 * MINUTE;

/** A time that the service named; the seconds that are left are filled in later. */
const NAMED_TIME = { retryAfter: 0 } as const;

/** What a token request fails with as any other may. */
const OF_ANY_REQUEST: ReadonlySet<ErrorCode> = new Set(['RATE_LIMITED', 'SERVER_ERROR']);

/** Why and until when credentials are not shown, as it is kept over a restart. */
export interface KeptPause extends CooldownState {
  readonly code: ErrorCode;
  readonly statusCode?: number | undefined;
  readonly serviceMessage?: string | undefined;
  /** The OAuth error, where that is what is known. */
  readonly reason?: string | undefined;
  /** What else the refusal was, where it does not name the credentials. */
  readonly mark?: 'page' | 'unexplained' | undefined;
  /** Milliseconds of the pauses before, where there was nothing but refusals of the second kind. */
  readonly unexplainedFor?: number | undefined;
  /** Whether the service named the time; token files have it under this name. */
  readonly isTold: boolean;
}

/**
 * The time in which credentials are not shown to a service again, because it
 * refused them, did not answer as it should, or asked to wait. Whoever wants to
 * use them meanwhile gets the same error.
 */
export class Pause {
  readonly #refusals = new Cooldown(REFUSED);
  readonly #failures = new Cooldown(FAILED);
  #error: ServiceError | undefined;
  #isProven = false;
  /** Milliseconds of pauses in which there was nothing but unexplained refusals. */
  #unexplainedFor: number | undefined;

  /** @throws {ServiceError} the error that began it, while it lasts */
  assertOver(): void {
    const remaining = Math.max(this.#refusals.remaining, this.#failures.remaining);
    if (remaining === 0 || this.#error === undefined) return;
    const isNamed = this.#error.facts.retryAfter !== undefined;
    throw this.#error.with({ retryAfter: isNamed ? Math.ceil(remaining / 1_000) : undefined });
  }

  /** The credentials have worked. */
  end(): void {
    this.#refusals.reset();
    this.#failures.reset();
    this.#error = undefined;
    this.#isProven = true;
    this.#unexplainedFor = undefined;
  }

  /** Begins one where asking again immediately would do harm or bring nothing. */
  begin(error: ServiceError): void {
    const named = (error.facts.retryAfter ?? 0) * 1_000;
    if (namesCredentials(error)) {
      this.#refusals.start(named, this.#isProven ? LONGEST_FOR_PROVEN : undefined);
    } else if (isAnswered(error)) {
      this.#failures.start(named, this.#longestPause(error));
    } else {
      return;
    }
    this.#error = error;
  }

  #longestPause({ marks }: ServiceError): number {
    const before = this.#unexplainedFor;
    const total = before === undefined ? 0 : before + this.#failures.state.length;
    this.#unexplainedFor = marks.unexplained ? total : undefined;
    const beyond = (this.#unexplainedFor ?? 0) - BAD_HOUR;
    return Math.max(FAILED.longest, Math.min(LONGEST_UNEXPLAINED, beyond));
  }

  /** What is to outlive the process: each start would show the credentials once more. */
  get kept(): KeptPause | undefined {
    const error = this.#error;
    if (error === undefined || !KEPT.includes(error.code)) return undefined;
    const { state } = namesCredentials(error) ? this.#refusals : this.#failures;
    const { code, facts, marks } = error;
    const { statusCode, serviceMessage, retryAfter } = facts;
    const reason = typeof facts.reason === 'string' ? facts.reason : undefined;
    const mark = MARKS.find((each) => marks[each] === true);
    const isTold = retryAfter !== undefined;
    const known = { code, statusCode, serviceMessage, reason, mark, isTold };
    return { ...state, ...known, unexplainedFor: this.#unexplainedFor };
  }

  /**
   * Goes on with what another process kept.
   *
   * @param isProven whether the credentials have worked since they are as they are
   */
  resume(kept: KeptPause | undefined, isProven: boolean): void {
    this.#isProven = isProven;
    if (kept === undefined) return;
    const { code, statusCode, serviceMessage, mark, isTold } = kept;
    const { reason = code === 'SIGN_IN_FAILED' ? statusReason(statusCode) : undefined } = kept;
    const during = OF_ANY_REQUEST.has(code) ? ('sign-in' as const) : undefined;
    const facts = { statusCode, serviceMessage, reason, during, ...(isTold && NAMED_TIME) };
    const marks = { retriesSpent: true, ...(mark && { [mark]: true }) } as const;
    this.#error = new ServiceError(code, facts, marks);
    this.#unexplainedFor = kept.unexplainedFor;
    (namesCredentials(this.#error) ? this.#refusals : this.#failures).resume(kept);
  }
}

/** What is known where there is no OAuth error. */
function statusReason(status = 0): Reason {
  return because('tokenEndpointStatus', { status });
}

const MARKS = ['page', 'unexplained'] as const;

const KEPT: readonly ErrorCode[] = [
  'CREDENTIALS_REJECTED',
  'CLIENT_REJECTED',
  'SESSION_OPEN',
  'TOKEN_REJECTED',
  'RATE_LIMITED',
  'SERVER_ERROR',
  'SIGN_IN_FAILED',
];

/** What was read from a file, if it has the shape of a pause. */
export function readKeptPause(value: unknown): KeptPause | undefined {
  const { code, statusCode, serviceMessage, reason, mark, isTold, ...state } = asRecord(value);
  const { count, startedAt, length, unexplainedFor } = state;
  const known = KEPT.find((each) => each === code);
  if (known === undefined) return undefined;
  if (!isNumber(count) || !isNumber(startedAt) || !isNumber(length)) return undefined;
  return {
    code: known,
    statusCode: isNumber(statusCode) ? statusCode : undefined,
    serviceMessage: typeof serviceMessage === 'string' ? serviceMessage : undefined,
    reason: typeof reason === 'string' ? reason : undefined,
    mark: MARKS.find((each) => each === mark),
    isTold: isTold === true,
    unexplainedFor: isNumber(unexplainedFor) ? unexplainedFor : undefined,
    count,
    startedAt,
    length,
  };
}

function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}
