import { ServiceError } from '../errors';
import type { Send } from './message';
import { isRetryable, type RetryPolicy, retryDelay } from './retry-policy';
import { sleep } from './sleep';

/**
 * Repeats a failed call as the policy says, at most `retries` times. A wait
 * that does not fit into the policy's budget is not slept through: the call
 * fails at once, and its error carries the service's `retryAfter`.
 */
export function retry(send: Send, policy: RetryPolicy, retries: number): Send {
  return async (request) => {
    const giveUpAt = Date.now() + policy.budget;
    for (let attempt = 1; ; attempt++) {
      try {
        return await send(request);
      } catch (error) {
        if (!(error instanceof ServiceError) || attempt > retries || !isRetryable(error, policy)) {
          throw error;
        }
        const delay = retryDelay(error, attempt, policy);
        if (Date.now() + delay > giveUpAt) throw error;
        request.observer?.onWait?.(delay / 1_000);
        await sleep(delay, request.signal);
      }
    }
  };
}
