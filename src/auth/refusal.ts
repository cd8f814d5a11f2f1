import { type ErrorCode, ServiceError } from '../errors';
import { Reason } from '../reasons';
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
 * and asking again at once would do harm: lock an account, or anger a service.
 */
export function isRefusal({ code, facts }: ServiceError): boolean {
  return REFUSED.has(code) && (facts.statusCode ?? 0) >= 400;
}

/** System codes of a connection that did not come about. */
const NO_CONNECTION: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** Whether there was no connection over which a token request could have been sent. */
export function wasNotSent({ code, facts: { reason = '' } }: ServiceError): boolean {
  // The reasons in our own words are about the proxy.
  if (code === 'UNREACHABLE') return reason instanceof Reason || NO_CONNECTION.has(reason);
  return code === 'CONFIG_INVALID' || code === 'TLS_FAILED' || code === 'PROXY_REFUSED';
}

/** Statuses by which a service says that it does not like what stands in a form. */
const FORM_REFUSED: ReadonlySet<number> = new Set([400, 403, 409, 422]);

/** Whether a token request was refused for something other than who signs in, for what, or where. */
export function isFormRefused({ code, facts: { statusCode = 0, reason } }: ServiceError): boolean {
  const isUnknown = reason instanceof Reason && reason.key === 'tokenEndpointStatus';
  return (
    code === 'SIGN_IN_FAILED' &&
    FORM_REFUSED.has(statusCode) &&
    (isUnknown || reason === 'invalid_request')
  );
}

/**
 * What the failure of a token request means to the user.
 *
 * @throws what is no failure of the service, such as an abort.
 */
export function describeRefusal(
  error: unknown,
  { refusal, redact }: Pick<TokenGrant, 'refusal' | 'redact'>,
): ServiceError {
  if (error instanceof ServiceError) {
    if (error.code === 'SIGN_IN_FAILED') return error;
    return new ServiceError(error.code, { ...error.facts, during: 'sign-in' });
  }
  if (!(error instanceof TokenRefusal)) throw error;
  const { statusCode, oauthError } = error;
  const facts = { statusCode, said: redact && error.words(redact) };
  if (oauthError === SESSION_QUOTA) return new ServiceError('SESSION_OPEN', facts);
  if (oauthError === 'invalid_client' || oauthError === 'unauthorized_client') {
    return new ServiceError('CLIENT_REJECTED', facts);
  }
  const unclear = oauthError === undefined && statusCode === 401;
  if (oauthError === 'invalid_grant' || oauthError === 'access_denied' || unclear) {
    return new ServiceError(refusal, facts);
  }
  const reason = oauthError ?? new Reason('tokenEndpointStatus', { status: statusCode });
  return new ServiceError('SIGN_IN_FAILED', { ...facts, reason });
}
