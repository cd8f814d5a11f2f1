import type { ErrorCode, ServiceError } from '../errors';

/**
 * What `backOff` backs off from after a failure: this `call` only; the `service`, for all calls; or
 * `either`, if the failure alone does not show which: then it depends on whether other calls fail.
 */
export type Blame = 'call' | 'either' | 'service';

/** The service is down, or something else answers for it, or it fails for this request only. */
const FAILURES: ReadonlySet<ErrorCode> = new Set([
  'SERVER_ERROR',
  'UNREACHABLE',
  'TLS_FAILED',
  'PROXY_REFUSED',
  'TIMEOUT',
  'ANSWER_INCOMPLETE',
  'ANSWER_INVALID',
  'REDIRECT_REFUSED',
  'UNAUTHORIZED',
]);

/** The service rejects this request. */
const REFUSALS: ReadonlySet<ErrorCode> = new Set([
  'NOT_FOUND',
  'HTTP_ERROR',
  'BODY_TOO_LARGE',
  'QUERY_FAILED',
]);

/** Failures before anything is sent that all requests share. */
const UNSENT: ReadonlySet<ErrorCode> = new Set(['UNREACHABLE', 'TLS_FAILED', 'PROXY_REFUSED']);

/**
 * Undefined if it was not the call that failed, or if the failure has a pause of its own
 * (`RetryAfterGate`, the sign-in).
 */
export function blameOf({ code, facts, marks }: ServiceError): Blame | undefined {
  if (facts.retryAfter !== undefined || facts.during !== undefined) return undefined;
  if (marks.sent === false) return UNSENT.has(code) ? 'service' : undefined;
  if (FAILURES.has(code) || facts.statusCode === 408) return 'either';
  if (marks.page === true && (code === 'FORBIDDEN' || REFUSALS.has(code))) return 'either';
  return REFUSALS.has(code) ? 'call' : undefined;
}

const NO_ANSWERS: ReadonlySet<ErrorCode> = new Set([
  'UNREACHABLE',
  'TLS_FAILED',
  'PROXY_REFUSED',
  'TIMEOUT',
  'ANSWER_INCOMPLETE',
]);

/** Whether a complete answer came from beyond any proxy: asking again immediately would get the same one. */
export function isAnswered({ code }: ServiceError): boolean {
  return !NO_ANSWERS.has(code);
}

/**
 * `blameOf` for a token request. If there was an answer, the credentials have a pause of their
 * own (`auth/pause.ts`).
 */
export function blameOfTokenRequest(error: ServiceError): Blame | undefined {
  return isAnswered(error) ? undefined : 'service';
}
