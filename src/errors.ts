import type { Reason } from './reasons';

/** Stable codes that callers can act on: a contract. docs/errors.md says what each means. */
export type ErrorCode =
  | 'CONFIG_INVALID'
  | 'QUERY_INVALID'
  | 'REQUEST_INVALID'
  | 'CREDENTIALS_MISSING'
  | 'SECRETS_NEEDED'
  | 'CREDENTIALS_REJECTED'
  | 'CLIENT_REJECTED'
  | 'SIGN_IN_FAILED'
  | 'SESSION_OPEN'
  | 'SESSION_TAKEN'
  | 'TOKEN_REJECTED'
  | 'UNAUTHORIZED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'RATE_LIMITED'
  | 'SERVER_ERROR'
  | 'HTTP_ERROR'
  | 'REDIRECT_REFUSED'
  | 'UNREACHABLE'
  | 'PROXY_REFUSED'
  | 'TLS_FAILED'
  | 'TIMEOUT'
  | 'BUSY'
  | 'ANSWER_INCOMPLETE'
  | 'BODY_TOO_LARGE'
  | 'ANSWER_INVALID'
  | 'QUERY_FAILED'
  | 'PAGING_INVALID'
  | 'LIST_INVALID'
  | 'MESSAGE_INVALID'
  | 'STORE_FAILED'
  | 'NO_TICK'
  | 'PASSWORD_REFUSED'
  | 'PASSWORD_UNKNOWN'
  | 'ACCOUNT_CHANGED'
  | 'INTERNAL';

/** One of the errors in a GraphQL answer. */
export interface GraphqlError {
  readonly message: string | undefined;
  /** Where in the answer, as `data.0.feature_value`. */
  readonly path: string | undefined;
  /** The service's own code, as `validation-failed`. */
  readonly code: string | undefined;
}

/** What is known of a failure. Nothing here may ever hold a secret: messages and logs show it. */
export interface ErrorFacts {
  /** HTTP status of the answer, where there was one. */
  readonly statusCode?: number | undefined;
  /** Seconds until another request is sent, where the service asks to wait. */
  readonly retryAfter?: number | undefined;
  /** A short explanation in our own words, or, as text, a code or words that come from elsewhere. */
  readonly reason?: Reason | string | undefined;
  /** What the service said of it, its words made safe to show. */
  readonly serviceMessage?: string | undefined;
  /** What a GraphQL service said of each error, its words made safe to show. */
  readonly errors?: readonly GraphqlError[] | undefined;
  /** How many more errors there were. */
  readonly errorsLeftOut?: number | undefined;
  /** Which list could not be read, where several were asked for. */
  readonly list?: string | undefined;
  /** Set when the failure is that of a token request and not of the call itself. */
  readonly during?: 'sign-in' | undefined;
}

/** What the layers of a call decide by. Callers do not see it. */
export interface FailureMarks {
  /** False where it is known that the request never left this machine. */
  readonly sent?: false;
  /** The `error` of a token endpoint (RFC 6749, 5.2), where it gave one. */
  readonly oauthError?: string | undefined;
  /** Part of the answer was passed on: a repetition would pass it on again. */
  readonly partlyDelivered?: true;
  /** The answer was a page for people: it says nothing of the credentials or of the service. */
  readonly page?: true;
  /** The token endpoint itself refused; where it does not name the credentials, it may mean them. */
  readonly unexplained?: true;
  /** The failed step has had its own repetitions. */
  readonly retriesSpent?: true;
}

/** The one error that leaves this library: a stable code, and facts that are safe to show. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';

  constructor(
    readonly code: ErrorCode,
    readonly facts: ErrorFacts = {},
    readonly marks: FailureMarks = {},
  ) {
    const { reason, statusCode, list } = facts;
    const details = [list, reason, statusCode && `status ${statusCode}`].filter(Boolean);
    super(details.length === 0 ? code : `${code}: ${details.join(', ')}`);
  }

  /** The same failure with more facts and marks, or under another code. */
  with(facts: ErrorFacts, marks: FailureMarks = {}, code: ErrorCode = this.code): ServiceError {
    return new ServiceError(code, { ...this.facts, ...facts }, { ...this.marks, ...marks });
  }
}
