import { type ErrorCode, ServiceError } from '../errors';
import { isUnreadable, keptShort, readJson } from '../http/body';
import type { HttpAnswer } from '../http/message';
import { statusError } from '../http/status';
import { isObject } from '../json-value';
import { because, type Reason } from '../reasons';
import { knownOAuthError, showWords } from '../redact';

/** How a token request is written: as a form, as JSON, or as a form that calls itself JSON. */
export type TokenEncoding = 'form' | 'formAsJson' | 'json';

/** What a token endpoint granted (RFC 6749, 5.1). */
export interface TokenAnswer {
  readonly accessToken: string;
  /** Absent where the service gives none, or keeps the old one valid. */
  readonly refreshToken: string | undefined;
  /** Seconds of life; absent where the service does not say or says nonsense. */
  readonly expiresIn: number | undefined;
  /** Seconds of life of the refresh token, where the service says so. */
  readonly refreshExpiresIn?: number | undefined;
  /** How the request was written, where there is a choice. */
  readonly encoding?: TokenEncoding;
}

/** Statuses that say nothing about the grant. */
const NO_REFUSALS: ReadonlySet<ErrorCode> = new Set([
  'RATE_LIMITED',
  'SERVER_ERROR',
  'PROXY_REFUSED',
]);

/** Longer lives are not believed: a decade of seconds. */
const LONGEST_LIFE = 315_360_000;

/** Whether a token can be sent in an Authorization header: visible ASCII without spaces. */
export function isHeaderSafe(token: string): boolean {
  return /^[\x21-\x7e]+$/.test(token);
}

/**
 * Reads the answer to a token request (RFC 6749, 5.1 and 5.2).
 *
 * @throws {TokenRefusal} when the endpoint answered and said no.
 * @throws {ServiceError} SIGN_IN_FAILED for an answer that grants nothing; RATE_LIMITED, SERVER_ERROR.
 */
export async function readTokenAnswer(answer: HttpAnswer): Promise<TokenAnswer> {
  return tokensIn(await readGranted(answer), answer.status);
}

/**
 * The fields of an answer that grants something.
 *
 * @throws as readTokenAnswer
 */
export async function readGranted(answer: HttpAnswer): Promise<Readonly<Record<string, unknown>>> {
  const failure = statusError(answer);
  if (failure !== undefined && NO_REFUSALS.has(failure.code)) throw failure;
  if (failure !== undefined) {
    // What cannot be read of it explains nothing, and changes nothing.
    const body = await readJson(keptShort(answer)).catch((problem: unknown) => {
      if (isUnreadable(problem)) return undefined;
      throw problem;
    });
    throw new TokenRefusal(
      answer.status,
      oauthErrorOf(body),
      { text: descriptionOf(body), secrets: answer.secrets },
      formatOf(body, failure),
    );
  }
  const fields = await readJson(keptShort(answer)).catch((problem: unknown) => {
    if (!isUnreadable(problem)) throw problem;
    if (problem.code === 'BODY_TOO_LARGE')
      throw unusable(because('tokenAnswerLong'), answer.status);
    const why = problem.facts.reason ?? '';
    throw unusable(because('tokenAnswerUnusable', { why }), answer.status);
  });
  if (!isObject(fields)) throw unusable(because('tokenAnswerNoObject'), answer.status);
  return fields;
}

/**
 * The tokens in the fields that RFC 6749 gives them.
 *
 * @throws {ServiceError} SIGN_IN_FAILED
 */
export function tokensIn(fields: Readonly<Record<string, unknown>>, status: number): TokenAnswer {
  const { access_token, refresh_token, token_type, expires_in } = fields;
  if (typeof access_token !== 'string' || !isHeaderSafe(access_token)) {
    throw unusable(because('noAccessToken'), status);
  }
  if (!isBearer(token_type)) throw unusable(because('tokenTypeUnknown'), status);
  const refreshExpiresIn = lifeOf(fields.refresh_expires_in);
  const isRefreshable = typeof refresh_token === 'string' && refresh_token !== '';
  return {
    accessToken: access_token,
    refreshToken: isRefreshable ? refresh_token : undefined,
    expiresIn: lifeOf(expires_in),
    ...(refreshExpiresIn !== undefined && { refreshExpiresIn }),
  };
}

function formatOf(body: unknown, { marks }: ServiceError): TokenRefusal['format'] {
  if (isObject(body)) return 'json';
  return marks.page === true ? 'page' : undefined;
}

/** The token endpoint answered that it grants nothing. What that means depends on the grant. */
export class TokenRefusal extends Error {
  override readonly name = 'TokenRefusal';
  readonly #serviceMessage: ServiceMessage;

  constructor(
    readonly statusCode: number,
    /** The `error` of RFC 6749, 5.2, where it was one. */
    readonly oauthError: string | undefined,
    serviceMessage: ServiceMessage = { text: undefined, secrets: [] },
    /** JSON, or the HTML page of a gateway in between; undefined for anything else. */
    readonly format: 'json' | 'page' | undefined = oauthError === undefined ? undefined : 'json',
  ) {
    super('The token request was refused.');
    this.#serviceMessage = serviceMessage;
  }

  /** The service's own words, if there are any, without these secrets and those of the request. */
  words(secrets: readonly string[]): string | undefined {
    const { text, secrets: sent } = this.#serviceMessage;
    return text === undefined ? undefined : showWords(text, [...secrets, ...sent]);
  }
}

/** What a service said, as it said it, and secrets that it may have repeated. */
interface ServiceMessage {
  readonly text: string | undefined;
  readonly secrets: readonly string[];
}

/** The error for an answer that grants nothing that can be used. */
export function unusable(reason: Reason, statusCode: number): ServiceError {
  return new ServiceError('SIGN_IN_FAILED', { reason, statusCode });
}

/** RDP's way to say that the user is signed in elsewhere; its `error` says no more than no. */
export const SESSION_QUOTA = 'session_quota';

function oauthErrorOf(body: unknown): string | undefined {
  if (!isObject(body)) return undefined;
  const { error, error_description: description } = body;
  if (typeof description === 'string' && /session quota/i.test(description)) return SESSION_QUOTA;
  return knownOAuthError(isObject(error) ? error.code : error);
}

/** The `error_description` of RFC 6749, 5.2, or the `message` that other services have instead. */
function descriptionOf(body: unknown): string | undefined {
  if (!isObject(body)) return undefined;
  const { error, error_description: description } = body;
  const text = isObject(error) ? error.message : description;
  return typeof text === 'string' && text.trim() !== '' ? text : undefined;
}

/** The type is case-insensitive (RFC 6749, 7.1), and a service that leaves it out means Bearer. */
function isBearer(type: unknown): boolean {
  if (type === undefined || type === null) return true;
  return typeof type === 'string' && type.toLowerCase() === 'bearer';
}

/** A number or its digits in a string; what cannot be a life is as good as not said. */
function lifeOf(value: unknown): number | undefined {
  const seconds = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof seconds !== 'number' || !(seconds > 0)) return undefined;
  return Math.min(seconds, LONGEST_LIFE);
}
