import { type ErrorCode, ServiceError } from '../errors';
import type { HttpAnswer } from './message';

const CODES: Readonly<Record<number, ErrorCode>> = {
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  407: 'PROXY_REFUSED',
  429: 'RATE_LIMITED',
};

/** Whether an answer is what was asked for, or says that it is as it was. */
export function isResult({ status }: HttpAnswer): boolean {
  return (status >= 200 && status < 300) || status === 304;
}

/** The error that an answer's status means, or nothing when it is a 2xx. */
export function statusError({ status, header }: HttpAnswer): ServiceError | undefined {
  if (status >= 200 && status < 300) return undefined;
  const retryAfter =
    status === 429 || status === 503 ? parseRetryAfter(header('retry-after')) : undefined;
  const code = CODES[status] ?? (status >= 500 ? 'SERVER_ERROR' : 'HTTP_ERROR');
  return new ServiceError(
    code,
    { statusCode: status, retryAfter },
    // Only a proxy asks who we are in this way, before it lets anything through.
    code === 'PROXY_REFUSED' ? { sent: false } : {},
  );
}

/**
 * Seconds that a `Retry-After` header asks for (RFC 9110, 10.2.3): a whole
 * number of seconds, or a date. A date that has passed means no wait; what is
 * neither is ignored.
 */
export function parseRetryAfter(header: string | undefined): number | undefined {
  const text = header?.trim() ?? '';
  if (text.length <= 10 && /^\d+$/.test(text)) return Number(text);
  // Date.parse alone is too generous: it takes "1.5" and "tomorrow 2026" for dates.
  if (text.length > 40 || !/^[A-Z][a-z]+,? /.test(text)) return undefined;
  // The old asctime format has no zone; it means GMT all the same.
  const at = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - Date.now()) / 1000));
}
