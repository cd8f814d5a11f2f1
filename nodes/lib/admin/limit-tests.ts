import { createHmac, randomBytes } from 'node:crypto';
import { namesCredentials } from '../../../src/auth/refusal';
import { ServiceError } from '../../../src/errors';
import { nodeReason } from '../reasons';

/** Milliseconds for which a refusal is remembered. */
const MEMORY = 60_000;

/** Sign-ins at one address that may be under way or refused within that time. */
const MOST_GUESSES = 5;

/** A test of the connection, by what limits it. */
export interface ConnectionTest {
  /** Id of the account in the editor. */
  readonly account: string;
  /** Where the credentials go. */
  readonly address: string;
  /** All that a sign-in depends on. */
  readonly credentials: unknown;
}

/** A sign-in that the service refused. */
interface Refusal {
  readonly address: string;
  readonly error: ServiceError;
  /** Of `performance.now`, for the time of day may be set. */
  readonly until: number;
}

export type LimitTest = <Result>(
  test: ConnectionTest,
  run: () => Promise<Result>,
) => Promise<Result>;

/**
 * Keeps tests from locking an account, or from being used to guess a password: one test of
 * an account at a time, the same answer for the same refused credentials, without a request,
 * and few different ones at an address.
 *
 * @throws {ServiceError} BUSY where a test has to wait; whatever the test throws
 */
export function limitTests(): LimitTest {
  const key = randomBytes(32);
  const running = new Map<string, string>();
  const refusals = new Map<string, Refusal>();

  const forget = (): void => {
    const now = performance.now();
    for (const [digest, { until }] of refusals) if (until <= now) refusals.delete(digest);
  };

  return async ({ account, address, credentials }, run) => {
    const content = JSON.stringify([address, credentials]);
    const digest = createHmac('sha256', key).update(content).digest('base64');
    forget();
    const known = refusals.get(digest);
    if (known !== undefined) throw known.error;
    if (running.has(account)) throw busy('testRunning');
    const refused = [...refusals.values()].filter((refusal) => refusal.address === address);
    const guesses = [...running.values()].filter((at) => at === address).length + refused.length;
    if (guesses >= MOST_GUESSES) throw busy('testsRefused');

    running.set(account, address);
    try {
      return await run();
    } catch (error) {
      if (error instanceof ServiceError && namesCredentials(error)) {
        refusals.set(digest, { address, error, until: performance.now() + MEMORY });
      }
      throw error;
    } finally {
      running.delete(account);
    }
  };
}

function busy(reason: 'testRunning' | 'testsRefused'): ServiceError {
  return new ServiceError('BUSY', { reason: nodeReason(reason) });
}
