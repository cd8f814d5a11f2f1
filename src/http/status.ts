import { type ErrorCode, ServiceError } from '../errors';
import type { HttpAnswer } from './message';
import { parseRetryAfter } from './retry-after';

const CODES: Readonly<Record<number, ErrorCode>> = {
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  407: 'PROXY_REFUSED',
  429: 'RATE_LIMITED',
};

/** The error that an answer's status stands for, or nothing when it is a 2xx. */
export function statusError({ status, header }: HttpAnswer): ServiceError | undefined {
  if (status >= 200 && status < 300) return undefined;
  const retryAfter =
    status === 429 || status === 503 ? parseRetryAfter(header('retry-after')) : undefined;
  const code = CODES[status] ?? (status >= 500 ? 'SERVER_ERROR' : 'HTTP_ERROR');
  return new ServiceError(code, { statusCode: status, retryAfter });
}
