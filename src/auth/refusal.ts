import { type ErrorCode, ServiceError } from '../errors';
import type { Granter } from './granter';
import { SESSION_QUOTA, TokenRefusal } from './token-response';
import { Reason } from '../reasons';

const REFUSED: ReadonlySet<ErrorCode> = new Set([
  'CREDENTIALS_REJECTED',
  'CLIENT_REJECTED',
  'RATE_LIMITED',
  'SIGN_IN_FAILED',
]);

/**
 * Whether the service read a token request and said no. Nothing was done then,
 * and asking again at once would do harm: lock an account, or anger a service.
 */
export function isRefusal({ code, facts }: ServiceError): boolean {
  return REFUSED.has(code) && (facts.statusCode ?? 0) >= 400;
}

/** Whether a sign-in failed for the user's other session alone, so that the credentials are right. */
export function isOtherSession({ facts: { reason } }: ServiceError): boolean {
  return reason instanceof Reason && reason.key === 'otherSession';
}

/**
 * What the failure of a token request means to the user.
 *
 * @throws what is no failure of the service, such as an abort.
 */
export function describeRefusal(error: unknown, refusal: Granter['refusal']): ServiceError {
  if (error instanceof ServiceError) {
    if (error.code === 'SIGN_IN_FAILED') return error;
    return new ServiceError(error.code, { ...error.facts, during: 'sign-in' });
  }
  if (!(error instanceof TokenRefusal)) throw error;
  const { statusCode, oauthError } = error;
  if (oauthError === SESSION_QUOTA) {
    const reason = new Reason('otherSession');
    return new ServiceError('SIGN_IN_FAILED', { statusCode, reason });
  }
  if (oauthError === 'invalid_client' || oauthError === 'unauthorized_client') {
    return new ServiceError('CLIENT_REJECTED', { statusCode });
  }
  const unclear = oauthError === undefined && statusCode === 401;
  if (oauthError === 'invalid_grant' || oauthError === 'access_denied' || unclear) {
    return new ServiceError(refusal, { statusCode });
  }
  const reason = oauthError ?? new Reason('tokenEndpointStatus', { status: statusCode });
  return new ServiceError('SIGN_IN_FAILED', { statusCode, reason });
}
