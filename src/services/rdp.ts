import { type Account, openAccount, type ServiceOptions } from '../auth/account';
import { passwordGrant } from '../auth/grants';
import { isFormRefused, isRefusal } from '../auth/refusal';
import { type Client, clientSecretBasic } from '../auth/token-request';
import { ServiceError } from '../errors';
import { type ApiAnswer, type ApiCall, apiRequest } from '../http/api-request';
import type { Caller } from '../http/message';
import { parseBaseUrl, parseServiceUrl } from '../http/url';

export interface RdpOptions extends ServiceOptions, Client {
  readonly tokenUrl: string;
  readonly username: string;
  readonly password: string;
  readonly scope: string;
  /** End the user's other sessions instead of being refused. */
  readonly takeExclusiveSignOnControl: boolean;
}

interface PasswordChange {
  readonly oldPassword: string;
  readonly newPassword: string;
}

/** One user of the Refinitiv Data Platform (vendor's page "Authorization in Python"). */
export interface Rdp {
  /** @throws {ServiceError} */
  request(call: ApiCall): Promise<ApiAnswer>;
  /**
   * Has the service put a new password in place of the old one. The client itself goes on as it is.
   *
   * @throws {ServiceError} when the old one holds, or PASSWORD_UNKNOWN when nobody knows.
   */
  changePassword(change: PasswordChange, caller: Caller): Promise<void>;
  /** Signs in but ends no session: an open one tells that user name and password are right. */
  probe(caller: Caller): Promise<{ sessionOpen?: true }>;
  /** As `Account.close`. */
  close(reason?: Error): Promise<void>;
}

/** @throws {ServiceError} CONFIG_INVALID */
export function createRdp(options: RdpOptions): Rdp {
  const base = parseBaseUrl(options.baseUrl, options.allowInsecure);
  const account = openRdpAccount(options);
  return {
    request: async (call) => account.send(apiRequest(base, call, options.timeout)),
    async changePassword({ oldPassword, newPassword }, caller) {
      if (newPassword === oldPassword) throw new ServiceError('PASSWORD_REFUSED');
      // The new session is kept as that of the new password, which then needs no other.
      const changed = { ...options, password: newPassword, retries: 0 };
      const { username, clientId, clientSecret } = options;
      const redact = [oldPassword, newPassword, username, clientId, clientSecret];
      const change = openRdpAccount(changed, { password: oldPassword, newPassword }, redact);
      const failure = await trySignIn(change, caller);
      if (failure === undefined) return;
      const { serviceMessage } = failure.facts;
      if (isFormRefused(failure)) throw new ServiceError('PASSWORD_REFUSED', { serviceMessage });
      if (isRefusal(failure) || failure.marks.sent === false) throw failure;
      // The answer was lost, and the change may have happened: the new password tells.
      const exclusive = openRdpAccount({ ...changed, takeExclusiveSignOnControl: true });
      const doubt = await trySignIn(exclusive, caller);
      if (doubt === undefined) return;
      // After a time-out, here or at a gateway, the service may still be at it.
      const mayBeAtIt = failure.code === 'TIMEOUT' || failure.facts.statusCode === 504;
      const isOld = doubt.code === 'CREDENTIALS_REJECTED' && !mayBeAtIt;
      throw isOld ? failure : new ServiceError('PASSWORD_UNKNOWN');
    },
    async probe(caller) {
      const beside = { ...options, takeExclusiveSignOnControl: false, tokenFile: undefined };
      const failure = await trySignIn(openRdpAccount({ ...beside, retries: 0 }), caller);
      if (failure === undefined) return {};
      // It is told only to who has given the right user name and password.
      if (failure.code === 'SESSION_OPEN') return { sessionOpen: true };
      throw failure;
    },
    close: (reason) => account.close(reason),
  };
}

function openRdpAccount(
  options: RdpOptions,
  extra: Readonly<Record<string, string>> = {},
  redact?: readonly string[],
): Account {
  const { tokenUrl, username, password, clientId, clientSecret, scope, tokenFile } = options;
  const url = parseServiceUrl('tokenUrl', tokenUrl, options.allowInsecure);
  const takeExclusiveSignOnControl = String(options.takeExclusiveSignOnControl);
  const user = { username, password, scope, extra: { takeExclusiveSignOnControl, ...extra } };
  const endpoint = { url, clientAuth: clientSecretBasic(options), timeout: options.timeout };
  const secrets = [url.href, username, password, clientId, clientSecret, scope];
  return openAccount(options, {
    kind: 'grants',
    tokenGrant: (send) => ({ ...passwordGrant(user, { ...endpoint, send }), redact }),
    tokenFile: tokenFile && { ...tokenFile, secrets },
  });
}

/**
 * Signs in with an account that was opened for this alone, and closes it.
 *
 * @returns why it failed, if it failed.
 */
async function trySignIn(account: Account, caller: Caller): Promise<ServiceError | undefined> {
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
