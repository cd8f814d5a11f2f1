import type { ConnectionOptions } from 'node:tls';
import { Aborter, type Signal } from '../abort';
import { createConnections } from '../connection/connections';
import { type ProxyEnvironment, proxyEnvironment } from '../connection/proxy';
import type { Caller, Send } from '../http/message';
import { createTransport } from '../http/transport';
import { backOff } from '../layers/back-off';
import { blameOfTokenRequest } from '../layers/blame';
import { closable } from '../layers/closable';
import { limit } from '../layers/limit';
import { meter } from '../layers/meter';
import { type OutageObserver, watchOutages } from '../layers/outage';
import { RateLimiter } from '../layers/rate-limiter';
import { reportHead } from '../layers/report-answer';
import { READ_POLICY, retry, TOKEN_POLICY } from '../layers/retry';
import { RetryAfterGate } from '../layers/retry-after-gate';
import { share } from '../layers/share';
import { Usage, type UsageReport } from '../layers/usage';
import { type Proof, withApiToken, withToken } from './authorize';
import type { TokenGrant } from './grants';
import { createTokenFile, NO_STORE, type TokenFileOptions } from './token-file';
import { type SignInState, TokenSource } from './token-source';
import { isOver, isRefreshable } from './tokens';

/** What people should know of an account, whichever of its calls met it. */
export interface AccountObserver extends OutageObserver {
  /** Somebody else signs in with the same credentials, and each sign-in ends the other's session. */
  onContested?(): void;
}

/** How an account is used. */
export interface AccountOptions {
  /** Certificates, server name and the like, as Node's `tls.connect` takes them. */
  readonly tls?: ConnectionOptions | undefined;
  /** Proxy settings; those of the process's environment by default. */
  readonly proxy?: ProxyEnvironment | undefined;
  /** Allow plain `http` to another machine. */
  readonly allowInsecure?: boolean | undefined;
  /** How often a failed request is repeated at the most. */
  readonly retries: number;
  /** Requests in flight at the most, those for tokens not counted. */
  readonly concurrency: number;
  /** Bytes of memory that the answers to one call may take; a part of V8's heap by default. */
  readonly maxMemory?: number | undefined;
  /** Requests a minute at the most, those for tokens not counted; any number by default. */
  readonly requestsPerMinute?: number | undefined;
  /** Hears what people should know of the account. */
  readonly observer?: AccountObserver | undefined;
}

/** The options that each service has for one account. */
export interface ServiceOptions extends AccountOptions {
  readonly baseUrl: string;
  /** Milliseconds that one request may take. */
  readonly timeout: number;
  /** Where tokens outlast a restart; without it they live as long as the account is open. */
  readonly tokenFile?: Omit<TokenFileOptions, 'secrets'> | undefined;
}

/** What an account proves itself with. */
export type Credentials = ApiTokenCredentials | NoCredentials | GrantCredentials;

/** There is nothing to prove to a service that is in this process. */
interface NoCredentials {
  readonly kind: 'none';
  readonly transport: Send;
  readonly tokenFile?: undefined;
}

interface ApiTokenCredentials {
  readonly kind: 'token';
  readonly token: string;
  /** Where it outlasts a restart that the token was refused. */
  readonly tokenFile?: TokenFileOptions | undefined;
}

/** Tokens that are granted, and renewed. */
interface GrantCredentials {
  readonly kind: 'grants';
  /** Makes the grants out of a layer that sends token requests. */
  readonly tokenGrant: (send: Send) => TokenGrant;
  /** How calls are proved with a token; by default as Bearer. */
  readonly proof?: Proof;
  /** Where the tokens outlast a restart; without it they live as long as the account. */
  readonly tokenFile?: TokenFileOptions | undefined;
}

/** What is known of an open account. Nothing of it is secret. */
export interface AccountState extends UsageReport {
  /** Absent where there are no tokens: an API token, sample data, or no call yet. */
  readonly signIn?: SignInState | undefined;
}

/** An open account: connections, tokens, and one way to send calls. */
export interface Account {
  /** Sends a call with authorization and retries. */
  readonly send: Send;
  state(): AccountState;
  /** Sees to it that there are good tokens of a sign-in of this account's own, where there are any. */
  signIn(caller: Caller): Promise<void>;
  /**
   * Aborts what is in flight, for this reason; resolves when the tokens are
   * kept and the connections closed.
   */
  close(reason?: Error): Promise<void>;
  /**
   * Closes the account and ends its session at the service, where that can be done; one
   * that was kept over a restart, too. Never fails. May be called when it is closed.
   */
  endSession(): Promise<void>;
}

/** What an account has at a service that counts sessions. */
export interface Session {
  /** Whose it is: a digest of all that it is opened with. */
  readonly owner: string;
  /** As `Account.endSession`. */
  end(): Promise<void>;
  /**
   * Takes the place of another one: where that has another owner, it ends before this one is
   * opened. Resolves when that is done; never fails.
   */
  succeed(previous: Session): Promise<void>;
}

/** Milliseconds that the end of a session may take: whoever closes the account waits for it. */
const END_TIMEOUT = 5_000;

/** @throws {ServiceError} CONFIG_INVALID */
export function openAccount(
  {
    tls,
    proxy = proxyEnvironment(),
    allowInsecure,
    retries,
    concurrency,
    requestsPerMinute,
    observer = {},
    maxMemory,
  }: AccountOptions,
  credentials: Credentials,
): Account {
  const closing = new Aborter();
  // The sign-ins of an account that ends its session are waited for: they open one.
  const stopping = new Aborter();
  const connections = createConnections({ tls, proxy, allowInsecure });
  const transport =
    credentials.kind === 'none' ? credentials.transport : createTransport(connections);
  const gate = new RetryAfterGate();
  const usage = new Usage();
  const { tokenFile } = credentials;
  const store = tokenFile === undefined ? NO_STORE : createTokenFile(tokenFile);
  let tokens: TokenSource | undefined;
  let authorized: Send;
  if (credentials.kind === 'token') {
    authorized = withApiToken(transport, credentials.token, store);
  } else if (credentials.kind === 'none') {
    authorized = transport;
  } else {
    const repeatToken = (send: Send): Send =>
      usage.watchRequests(retry(send, TOKEN_POLICY, retries));
    const tokenSend = backOff(transport, repeatToken, blameOfTokenRequest);
    const onContested = (): void => observer.onContested?.();
    const tokenGrant = credentials.tokenGrant(tokenSend);
    tokens = new TokenSource(tokenGrant, stopping.signal, { store, onContested });
    authorized = withToken(transport, tokens, credentials.proof);
  }
  const gated = gate.layer(authorized);
  const rateLimiter =
    requestsPerMinute === undefined ? undefined : new RateLimiter(requestsPerMinute);
  const limited = limit(gated, concurrency, rateLimiter);
  // Who would have to wait for a place need not wait for the same error, nor, without a
  // token, for a sign-in of its own after that of those who have the places has failed.
  const admitted: Send = async (request) => {
    gate.assertOver();
    await tokens?.get(request);
    return limited(request);
  };
  const repeat = (send: Send): Send => usage.watchRequests(retry(send, READ_POLICY, retries));
  const shared = share(backOff(admitted, repeat));
  const metered = meter(reportHead(shared), maxMemory);

  /** Has the service end a session. What is not ended by this ends by itself. */
  async function revoke(token: string, signal: Signal): Promise<void> {
    if (credentials.kind !== 'grants') return;
    // The account's own connections may be closed.
    const last = createConnections({ tls, proxy, allowInsecure });
    const send = createTransport(last);
    await credentials
      .tokenGrant(send)
      .revoke?.(token, { signal })
      .catch(() => undefined);
    last.close();
  }

  return {
    send: closable(usage.watchCalls(watchOutages(metered, observer)), closing.signal),
    state: () => ({ ...usage.report(), signIn: tokens?.state }),
    async signIn(caller) {
      await tokens?.signIn(caller);
    },
    async close(reason) {
      closing.abort(reason);
      stopping.abort(reason);
      await tokens?.settled();
      connections.close();
    },
    async endSession() {
      closing.abort();
      const deadline = new Aborter();
      deadline.signal.onAbort(() => stopping.abort());
      const timer = setTimeout(() => deadline.abort(), END_TIMEOUT);
      const released = await tokens?.release();
      connections.close();
      const isAlive = released !== undefined && (!isOver(released) || isRefreshable(released));
      if (isAlive) await revoke(released.accessToken, deadline.signal);
      clearTimeout(timer);
    },
  };
}
