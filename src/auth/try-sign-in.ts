import { ServiceError } from '../errors';
import type { Caller } from '../http/message';
import type { Account } from './account';

/**
 * Signs in with an account that was opened for this alone, and closes it.
 *
 * @returns why it failed, if it failed.
 */
export async function trySignIn(
  account: Account,
  caller: Caller,
): Promise<ServiceError | undefined> {
  try {
    await account.signIn(caller);
    return undefined;
  } catch (error) {
    if (error instanceof ServiceError) return error;
    throw error;
  } finally {
    await account.close();
  }
}
