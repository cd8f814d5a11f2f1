import { type ErrorCode, type FailureMarks, ServiceError } from '../errors';
import { because } from '../reasons';
import type { TokenGrant } from './grants';
import { SESSION_QUOTA, TokenRefusal } from './token-response';

const REFUSED: ReadonlySet<ErrorCode> = new Set([
  'CREDENTIALS_REJECTED',
  'CLIENT_REJECTED',
  'RATE_LIMITED',
  'SIGN_IN_FAILED',
  'SESSION_OPEN',
]);

/**
 * Whether the service read a token request and said no. Nothing was done then,
 * and asking again immediately would do harm: lock an account, or anger a service.
 */
export function isRefusal({ code, facts }: ServiceError): boolean {
  return REFUSED.has(code) && (facts.statusCode ?? 0) >= 400;
}

const NAMES_CREDENTIALS: ReadonlySet<ErrorCode> = new Set([
  'CREDENTIALS_REJECTED',
  'CLIENT_REJECTED',
  'SESSION_OPEN',
  'TOKEN_REJECTED',
]);

/** Whether a service refused the credentials, so that showing them again could lock an account. */
export function namesCredentials({ code, marks }: ServiceError): boolean {
  // What a gateway in between makes of them says nothing of the service.
  return NAMES_CREDENTIALS.has(code) && marks.page !== true && marks.unexplained !== true;
}

/**
 * Whether a failed refresh may be the fault of its refresh token, although nothing says so:
 * a page, or a fault in the service, can be all that a dead one gets.
 */
export function mayBeOfRefreshToken(error: unknown): boolean {
  if (error instanceof TokenRefusal) return true;
  if (!(error instanceof ServiceError)) return false;
  return error.code === 'SIGN_IN_FAILED' || error.facts.statusCode === 500;
}

/** Statuses by which a service says that it does not like what is in a form. */
const FORM_REFUSED: ReadonlySet<number> = new Set([400, 403, 409, 422]);

/** Whether a token request was refused for something other than who signs in, for what, or where. */
export function isFormRefused({ code, facts, marks }: ServiceError): boolean {
  const { oauthError = 'invalid_request' } = marks;
  return (
    code === 'SIGN_IN_FAILED' &&
    marks.page !== true &&
    FORM_REFUSED.has(facts.statusCode ?? 0) &&
    oauthError === 'invalid_request'
  );
}

/**
 * What the failure of a token request means to the user.
 *
 * @throws what is not a failure of the service, such as an abort.
 */
export function describeRefusal(
  error: unknown,
  { refusal, redact }: Pick<TokenGrant, 'refusal' | 'redact'>,
): ServiceError {
  if (error instanceof ServiceError) {
    const during = error.code === 'SIGN_IN_FAILED' ? undefined : 'sign-in';
    return error.with({ during }, { retriesSpent: true });
  }
  if (!(error instanceof TokenRefusal)) throw error;
  const { statusCode, oauthError, format } = error;
  const facts = { statusCode, serviceMessage: redact && error.words(redact) };
  const isPage = format === 'page';
  const marks: FailureMarks = { oauthError, retriesSpent: true, ...(isPage && { page: true }) };
  if (oauthError === SESSION_QUOTA) return new ServiceError('SESSION_OPEN', facts, marks);
  if (oauthError === 'invalid_client' || oauthError === 'unauthorized_client') {
    return new ServiceError('CLIENT_REJECTED', facts, marks);
  }
  if (oauthError === 'invalid_grant' || oauthError === 'access_denied') {
    return new ServiceError(refusal, facts, marks);
  }
  const isUnexplained = format === 'json' && (statusCode === 401 || FORM_REFUSED.has(statusCode));
  const unexplained: FailureMarks = { ...marks, ...(isUnexplained && { unexplained: true }) };
  // A client that shows nothing but its id and secret can be refused for nothing else; but only
  // an OAuth error makes that certain.
  if (isUnexplained && statusCode === 401 && refusal === 'CLIENT_REJECTED') {
    return new ServiceError('CLIENT_REJECTED', facts, unexplained);
  }
  const reason = oauthError ?? because('tokenEndpointStatus', { status: statusCode });
  return new ServiceError('SIGN_IN_FAILED', { ...facts, reason }, unexplained);
}
