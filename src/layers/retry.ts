import type { Signal } from '../abort';
import { type ErrorCode, ServiceError } from '../errors';
import { isRepeatable, type Send } from '../http/message';

/**
 * A layer that repeats a failed call, if it may be repeated at all, as the policy says and
 * at most `retries` times. If a wait does not fit into the policy's budget, the call fails
 * immediately, and its error has the service's `retryAfter`.
 */
export function retry(send: Send, policy: RetryPolicy, retries: number): Send {
  return async (request) => {
    const giveUpAt = performance.now() + policy.budget;
    const attempts = isRepeatable(request) ? 1 + retries : 1;
    for (let attempt = 1; ; attempt++) {
      try {
        return await send(request);
      } catch (error) {
        if (!(error instanceof ServiceError) || !isRetryable(error, policy)) throw error;
        if (attempt >= attempts) throw error;
        const delay = retryDelay(error, attempt, policy);
        if (performance.now() + delay > giveUpAt) throw error;
        request.observer?.onWait?.(delay / 1_000, error);
        await sleep(delay, request.signal);
      }
    }
  };
}

/** Which failures are tried again, and how long. docs/errors.md shows the same table. */
interface RetryPolicy {
  /** Codes that are always worth another try. */
  readonly codes: ReadonlySet<ErrorCode>;
  /** Statuses that are worth another try. */
  readonly retryStatus: (status: number) => boolean;
  /** Milliseconds of the first wait at the most; it doubles with every further one. */
  readonly firstDelay: number;
  /** Milliseconds of one wait at the most, where the service asks for none. */
  readonly longestDelay: number;
  /** Milliseconds from the first attempt to the start of the last one, at the most. */
  readonly budget: number;
}

const TIMING = { firstDelay: 1_000, longestDelay: 20_000, budget: 60_000 };

const READ_STATUSES: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** Reading changes nothing, so it may be repeated even when part of an answer had arrived. */
export const READ_POLICY: RetryPolicy = {
  ...TIMING,
  codes: new Set<ErrorCode>(['UNREACHABLE', 'ANSWER_INCOMPLETE']),
  retryStatus: (status) => READ_STATUSES.has(status),
};

/**
 * A token request may rotate a refresh token, so it is repeated only where no
 * answer had begun, or where the service said that it did not do it.
 */
export const TOKEN_POLICY: RetryPolicy = {
  ...TIMING,
  codes: new Set<ErrorCode>(['UNREACHABLE']),
  retryStatus: (status) => status === 429 || (status >= 500 && status <= 599),
};

/** Whether the policy tries again after this failure. */
export function isRetryable({ code, facts, marks }: ServiceError, policy: RetryPolicy): boolean {
  if (marks.retriesSpent || marks.partlyDelivered) return false;
  return (
    policy.codes.has(code) ||
    (facts.statusCode !== undefined && policy.retryStatus(facts.statusCode))
  );
}

/**
 * Milliseconds to wait before attempt `attempt + 1`: exponential back-off, what the
 * service asked for where that is longer, and where it asked for nothing full jitter.
 */
export function retryDelay(
  { facts }: ServiceError,
  attempt: number,
  policy: RetryPolicy,
  random: () => number = Math.random,
): number {
  const delay = Math.min(policy.longestDelay, policy.firstDelay * 2 ** (attempt - 1));
  if (facts.retryAfter === undefined) return random() * delay;
  // A service that says 0 is not asked as fast as it can answer.
  return Math.max(delay, facts.retryAfter * 1_000);
}

/** Resolves after `ms` milliseconds; rejects with the signal's reason when aborted. */
export function sleep(ms: number, signal: Signal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const forget = signal.onAbort(() => {
      clearTimeout(timer);
      reject(signal.reason);
    });
    const timer = setTimeout(() => {
      forget();
      resolve();
    }, ms);
  });
}
