import { ServiceError } from '../errors';
import type { Send } from './message';
import { isRetryable, type RetryPolicy, retryDelay } from './retry-policy';
import { sleep } from './sleep';

/**
 * Repeats a failed call, if it may be repeated at all, as the policy says and
 * at most `retries` times. A wait that does not fit into the policy's budget is
 * not slept through: the call fails at once, and its error carries the
 * service's `retryAfter`.
 */
export function retry(send: Send, policy: RetryPolicy, retries: number): Send {
  return async (request) => {
    const giveUpAt = Date.now() + policy.budget;
    const attempts = (request.repeatable ?? request.method === 'GET') ? 1 + retries : 1;
    for (let attempt = 1; ; attempt++) {
      try {
        return await send(request);
      } catch (error) {
        if (!(error instanceof ServiceError) || !isRetryable(error, policy)) throw error;
        if (attempt >= attempts) throw error;
        const delay = retryDelay(error, attempt, policy);
        if (Date.now() + delay > giveUpAt) throw error;
        request.observer?.onWait?.(delay / 1_000);
        await sleep(delay, request.signal);
      }
    }
  };
}
