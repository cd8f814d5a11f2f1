import type { ErrorCode, ServiceError } from '../errors';

/**
 * What `backOff` backs off from after a failure: the `call` alone; the `service`, whatever is
 * asked; or `either`, which others show that fail as well, or do not.
 */
export type Blame = 'call' | 'either' | 'service';

/** The service is away, or something else answers for it, or it fails at one question. */
const TROUBLES: ReadonlySet<ErrorCode> = new Set([
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

/** The service does not like the question. */
const REFUSALS: ReadonlySet<ErrorCode> = new Set([
  'NOT_FOUND',
  'HTTP_ERROR',
  'BODY_TOO_LARGE',
  'QUERY_FAILED',
]);

/** Failures before anything is sent that all requests share. */
const UNSENT: ReadonlySet<ErrorCode> = new Set(['UNREACHABLE', 'TLS_FAILED', 'PROXY_REFUSED']);

/** Nothing where something else failed than the call, or a pause of its own follows. */
export function blameOf({ code, facts, marks }: ServiceError): Blame | undefined {
  if (facts.retryAfter !== undefined || facts.during !== undefined) return undefined;
  if (marks.sent === false) return UNSENT.has(code) ? 'service' : undefined;
  if (TROUBLES.has(code) || facts.statusCode === 408) return 'either';
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

/** The same for a request for tokens. Where something answered, the credentials have a pause of their own. */
export function blameOfTokenRequest({ code }: ServiceError): Blame | undefined {
  return NO_ANSWERS.has(code) ? 'service' : undefined;
}
