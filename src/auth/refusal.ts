import { type ErrorCode, ServiceError } from '../errors';
import { TokenRefusal } from './token-response';

const REFUSALS: ReadonlySet<ErrorCode> = new Set([
  'CREDENTIALS_REJECTED',
  'CLIENT_REJECTED',
  'RATE_LIMITED',
]);

/** Whether asking again at once would do harm: lock an account, or anger a service. */
export function isRefusal({ code, facts }: ServiceError): boolean {
  return REFUSALS.has(code) || (code === 'SIGN_IN_FAILED' && (facts.statusCode ?? 0) >= 400);
}

/**
 * What the failure of a token request means to the user.
 *
 * @throws what is no failure of the service, such as an abort.
 */
export function describeRefusal(error: unknown): ServiceError {
  if (error instanceof ServiceError) {
    if (error.code === 'SIGN_IN_FAILED') return error;
    return new ServiceError(error.code, { ...error.facts, during: 'sign-in' });
  }
  if (!(error instanceof TokenRefusal)) throw error;
  const { statusCode, oauthError } = error;
  if (oauthError === 'invalid_client' || oauthError === 'unauthorized_client') {
    return new ServiceError('CLIENT_REJECTED', { statusCode });
  }
  const unclear = oauthError === undefined && statusCode === 401;
  if (oauthError === 'invalid_grant' || oauthError === 'access_denied' || unclear) {
    return new ServiceError('CREDENTIALS_REJECTED', { statusCode });
  }
  const reason = oauthError ?? `the token endpoint answered with status ${statusCode}`;
  return new ServiceError('SIGN_IN_FAILED', { statusCode, reason });
}
