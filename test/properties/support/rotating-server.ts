import { randomUUID } from 'node:crypto';
import type { TokenGrant } from '../../../src/auth/grants';
import { type TokenAnswer, TokenRefusal } from '../../../src/auth/token-response';
import { ServiceError } from '../../../src/errors';
import type { Caller } from '../../../src/http/message';
import type { Client } from './client';

/** Seconds for which a client that was refused must not come back at the least. */
const PENALTY = 60;
/** Seconds for which a client must not come back when the server is busy. */
const BUSY = 300;

/** What a client may get instead of a proper answer. */
const FAILURES = {
  /** The server does what it is asked, but its answer breaks off. */
  lost: () => new ServiceError('ANSWER_INCOMPLETE', { reason: 'ECONNRESET' }),
  unreachable: () => new ServiceError('UNREACHABLE', { reason: 'ECONNREFUSED' }),
  busy: () => new ServiceError('RATE_LIMITED', { statusCode: 429, retryAfter: BUSY }),
  broken: () => new ServiceError('SERVER_ERROR', { statusCode: 500 }),
  badGrant: () => new TokenRefusal(400, 'invalid_grant'),
  badClient: () => new TokenRefusal(401, 'invalid_client'),
} as const;

/** How the server answers a token request. */
export type Reply = 'proper' | keyof typeof FAILURES;

export const REPLIES: readonly Reply[] = [
  'proper',
  'lost',
  'unreachable',
  'busy',
  'broken',
  'badGrant',
  'badClient',
];

/** Seconds that an access token lives. */
const LIFE = 600;

interface OpenRequest {
  readonly client: Client;
  readonly refreshToken: string | undefined;
  readonly resolve: (answer: TokenAnswer) => void;
  readonly reject: (error: unknown) => void;
  /** Stops listening to an abort. */
  readonly end: () => void;
}

/**
 * A model of an OAuth server with rotation: a refresh token dies when it is
 * used, and its access token with it. A request stays open until the test says
 * how it is answered.
 */
export class RotatingServer {
  readonly #issued = new Set<string>();
  readonly #valid = new Set<string>();
  /** The live refresh tokens, with their access tokens. */
  readonly #live = new Map<string, string>();
  #open: OpenRequest | undefined;
  /** Answers every request properly as soon as it comes. */
  isHealthy = false;

  /** @param onOffence gets what no client may do. */
  constructor(private readonly onOffence: (offence: string) => void) {}

  /** The grants as a client asks for them. */
  tokenGrant(client: Client): TokenGrant {
    return {
      refusal: 'CREDENTIALS_REJECTED',
      signIn: (caller) => this.#receive(client, undefined, caller),
      refresh: (refreshToken, caller) => this.#receive(client, refreshToken, caller),
    };
  }

  /** Answers the token request that is under way, if there is one. */
  reply(wanted: Reply): void {
    if (this.#open === undefined) return;
    const { client, refreshToken, resolve, reject } = this.#open;
    this.hangUp();
    const isDone = wanted === 'proper' || wanted === 'lost';
    const answer = isDone ? this.#carryOut(refreshToken) : undefined;
    const reply = wanted === 'proper' && answer === undefined ? 'badGrant' : wanted;
    if (reply === 'proper' && answer !== undefined) {
      if (refreshToken !== undefined) client.spent.add(refreshToken);
      client.welcome();
      resolve(answer);
    } else if (reply !== 'proper') {
      if (reply === 'busy') client.sendAway(BUSY);
      if (reply === 'badClient') client.sendAway(PENALTY);
      if (reply === 'badGrant' && refreshToken === undefined) client.sendAway(PENALTY);
      if (reply === 'badGrant' && refreshToken !== undefined) client.refused.add(refreshToken);
      reject(FAILURES[reply]());
    }
  }

  /** Nobody waits for the answer any more. */
  hangUp(): void {
    this.#open?.end();
    this.#open = undefined;
  }

  /** Makes every token unknown. */
  revokeAll(): void {
    this.expireAll();
    this.#live.clear();
  }

  /** Ends the life of every access token. */
  expireAll(): void {
    this.#valid.clear();
  }

  /** Whether this access token was ever issued. */
  hasIssued(accessToken: string): boolean {
    return this.#issued.has(accessToken);
  }

  /** Whether a call with this access token is answered. */
  accepts(accessToken: string): boolean {
    return this.#valid.has(accessToken);
  }

  #receive(
    client: Client,
    refreshToken: string | undefined,
    { signal }: Caller,
  ): Promise<TokenAnswer> {
    return new Promise((resolve, reject) => {
      if (!client.isAlive) return;
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      this.#judge(client, refreshToken);
      const end = signal.onAbort(() => {
        this.#open = undefined;
        reject(signal.reason);
      });
      this.#open = { client, refreshToken, resolve, reject, end };
      if (this.isHealthy) this.reply('proper');
    });
  }

  #judge({ spent, refused, mustBeQuiet }: Client, refreshToken = ''): void {
    if (this.#open !== undefined) this.onOffence('two token requests are in flight');
    if (mustBeQuiet) this.onOffence('a client comes back before its time');
    if (refused.has(refreshToken)) this.onOffence('a refused refresh token is shown again');
    if (spent.has(refreshToken)) {
      this.onOffence('a refresh token is used after its rotation was answered');
    }
  }

  /** What a proper answer does, whether or not it arrives; nothing for a dead refresh token. */
  #carryOut(refreshToken: string | undefined): TokenAnswer | undefined {
    if (refreshToken !== undefined) {
      const before = this.#live.get(refreshToken);
      if (before === undefined) return undefined;
      this.#live.delete(refreshToken);
      this.#valid.delete(before);
    }
    const answer = { accessToken: randomUUID(), refreshToken: randomUUID(), expiresIn: LIFE };
    this.#issued.add(answer.accessToken);
    this.#valid.add(answer.accessToken);
    this.#live.set(answer.refreshToken, answer.accessToken);
    return answer;
  }
}
