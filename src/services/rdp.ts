import { createHmac, randomBytes } from 'node:crypto';
import {
  type Account,
  type AccountState,
  openAccount,
  type ServiceOptions,
  type Session,
} from '../auth/account';
import { passwordGrant } from '../auth/grants';
import { isFormRefused, isRefusal } from '../auth/refusal';
import { type Client, clientSecretBasic } from '../auth/token-request';
import { readTokenAnswer, type TokenAnswer } from '../auth/token-response';
import { ServiceError } from '../errors';
import { type ApiAnswer, type ApiCall, apiRequest } from '../http/api-request';
import type { Caller, HttpAnswer } from '../http/message';
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
  readonly session: Session;
  /** @throws {ServiceError} */
  request(call: ApiCall): Promise<ApiAnswer>;
  /**
   * Has the service put a new password in place of the old one. The client itself goes on as it is.
   *
   * @throws {ServiceError} when the old one holds, or PASSWORD_UNKNOWN when nobody knows.
   */
  changePassword(change: PasswordChange, caller: Caller): Promise<void>;
  /**
   * Signs in and ends that session again, but no other one. If another session is open, that shows
   * that user name and password are right.
   */
  probe(caller: Caller): Promise<{ sessionOpen?: true }>;
  state(): AccountState;
  /** As `Account.close`. */
  close(reason?: Error): Promise<void>;
}

/** @throws {ServiceError} CONFIG_INVALID */
export function createRdp(options: RdpOptions): Rdp {
  const base = parseBaseUrl(options.baseUrl, options.allowInsecure);
  let previousEnded = Promise.resolve();
  const account = openRdpAccount(options, { ready: () => previousEnded });
  const owner = ownerOf(options);
  return {
    session: {
      owner,
      end: () => account.endSession(),
      succeed(previous) {
        if (previous.owner !== owner) previousEnded = previous.end();
        return previousEnded;
      },
    },
    request: async (call) => account.send(apiRequest(base, call, options.timeout)),
    changePassword: (change, caller) => changePassword(options, change, caller),
    async probe(caller) {
      const beside = { ...options, takeExclusiveSignOnControl: false, tokenFile: undefined };
      const failure = await trySignIn(openRdpAccount({ ...beside, retries: 0 }), caller);
      if (failure === undefined) return {};
      // Only a caller with the right user name and password gets it.
      if (failure.code === 'SESSION_OPEN') return { sessionOpen: true };
      throw failure;
    },
    state: () => account.state(),
    close: (reason) => account.close(reason),
  };
}

async function changePassword(
  options: RdpOptions,
  { oldPassword, newPassword }: PasswordChange,
  caller: Caller,
): Promise<void> {
  if (newPassword === oldPassword) throw new ServiceError('PASSWORD_REFUSED');
  // The new session is kept as that of the new password, which then needs no other.
  const changed = { ...options, password: newPassword, retries: 0 };
  const { username, clientId, clientSecret } = options;
  const redact = [oldPassword, newPassword, username, clientId, clientSecret];
  const extra = { password: oldPassword, newPassword };
  const failure = await trySignIn(openRdpAccount(changed, { extra, redact }), caller);
  if (failure === undefined) return;
  const { serviceMessage } = failure.facts;
  if (isFormRefused(failure)) throw new ServiceError('PASSWORD_REFUSED', { serviceMessage });
  if (isRefusal(failure) || failure.marks.sent === false) throw failure;
  // The answer was lost, and the change may have happened: the new password shows it.
  const exclusive = { ...changed, takeExclusiveSignOnControl: true };
  const doubt = await trySignIn(openRdpAccount(exclusive), caller);
  if (doubt === undefined) return;
  // After a time-out, here or at a gateway, the service may still be at it.
  const mayBeAtIt = failure.code === 'TIMEOUT' || failure.facts.statusCode === 504;
  const isOld = doubt.code === 'CREDENTIALS_REJECTED' && !mayBeAtIt;
  throw isOld ? failure : new ServiceError('PASSWORD_UNKNOWN');
}

/** What sets an account apart that is opened for one purpose. */
interface Purpose {
  /** Fields that are sent with the password, or other values for these. */
  readonly extra?: Readonly<Record<string, string>>;
  /** What must not be shown of the service's own words, where they are wanted. */
  readonly redact?: readonly string[];
  /** What a sign-in waits for. */
  readonly ready?: () => Promise<void>;
}

/** An account, and whether its session outlasts it. */
interface RdpAccount extends Account {
  readonly isKept: boolean;
}

function openRdpAccount(options: RdpOptions, { extra, redact, ready }: Purpose = {}): RdpAccount {
  const { tokenUrl, username, password, scope, tokenFile } = options;
  const url = parseServiceUrl('tokenUrl', tokenUrl, options.allowInsecure);
  const takeExclusiveSignOnControl = String(options.takeExclusiveSignOnControl);
  const user = { username, password, scope, extra: { takeExclusiveSignOnControl, ...extra } };
  const endpoint = { url, clientAuth: clientSecretBasic(options), timeout: options.timeout, read };
  const account = openAccount(options, {
    kind: 'grants',
    tokenGrant(send) {
      const grant = passwordGrant(user, { ...endpoint, send }, revokeUrlOf(url));
      const signIn: typeof grant.signIn = async (caller) => {
        await ready?.();
        return grant.signIn(caller);
      };
      return { ...grant, signIn, redact };
    },
    tokenFile: tokenFile && {
      ...tokenFile,
      secrets: secretsOf(url, options),
      // All users of an application may know its client id.
      strength: options.clientSecret === '' ? 'guessable' : 'secret',
    },
  });
  return { ...account, isKept: tokenFile !== undefined };
}

function secretsOf(url: URL, options: RdpOptions): string[] {
  const { username, password, clientId, clientSecret, scope } = options;
  return [url.href, username, password, clientId, clientSecret, scope];
}

/** Makes digests that nobody can use outside of this process. */
const OWNER_KEY = randomBytes(32);

function ownerOf(options: RdpOptions): string {
  const url = parseServiceUrl('tokenUrl', options.tokenUrl, options.allowInsecure);
  const secrets = JSON.stringify(secretsOf(url, options));
  return createHmac('sha256', OWNER_KEY).update(secrets).digest('base64');
}

/** Sessions are ended beside the place where they are opened. */
function revokeUrlOf(tokenUrl: URL): URL {
  return new URL(tokenUrl.pathname.endsWith('/') ? '../revoke' : 'revoke', tokenUrl);
}

/** Access tokens that live no longer are those of machine ids, whose refresh tokens live 15 minutes. */
const MACHINE_LIFE = 300;
const MACHINE_REFRESH_LIFE = 900;

async function read(answer: HttpAnswer): Promise<TokenAnswer> {
  const granted = await readTokenAnswer(answer);
  const isMachine = granted.expiresIn !== undefined && granted.expiresIn <= MACHINE_LIFE;
  return { ...(isMachine && { refreshExpiresIn: MACHINE_REFRESH_LIFE }), ...granted };
}

/**
 * Signs in with an account that was opened for this alone, and closes it; a session
 * that nobody could use any more ends.
 *
 * @returns why it failed, if it failed.
 */
async function trySignIn(account: RdpAccount, caller: Caller): Promise<ServiceError | undefined> {
  try {
    await account.signIn(caller);
    return undefined;
  } catch (error) {
    if (error instanceof ServiceError) return error;
    throw error;
  } finally {
    await (account.isKept ? account.close() : account.endSession());
  }
}
