import { type ErrorCode, ServiceError } from '../errors';
import { because } from '../reasons';
import { mediaTypeOf } from '../redact';
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
  return isComplete(status) || status === 304;
}

/**
 * A part of something and the difference to what was before, each with the header that asks for it
 * (RFC 9110, 15.3.7; RFC 3229, 10.4.1).
 */
export const PARTS: ReadonlyMap<number, string> = new Map([
  [206, 'Range'],
  [226, 'A-Im'],
]);

function isComplete(status: number): boolean {
  return status >= 200 && status < 300 && !PARTS.has(status);
}

/** Seconds that are believed at the most: a day. */
const LONGEST_WAIT = 86_400;

/** The error that an answer's status means, or nothing when it is a 2xx of a complete answer. */
export function statusError({ status, header }: HttpAnswer): ServiceError | undefined {
  if (isComplete(status)) return undefined;
  if (PARTS.has(status)) {
    const reason = because('partial', { status });
    return new ServiceError('ANSWER_INVALID', { reason, statusCode: status });
  }
  const retryAfter = status === 429 || status === 503 ? waitOf(header) : undefined;
  const code = CODES[status] ?? (status >= 500 ? 'SERVER_ERROR' : 'HTTP_ERROR');
  return new ServiceError(
    code,
    { statusCode: status, retryAfter },
    {
      // Only a proxy asks who we are in this way, before it lets anything through.
      ...(code === 'PROXY_REFUSED' && { sent: false }),
      ...(isPage(header) && { page: true }),
    },
  );
}

/** A page for people, as a gateway or a portal in between sends it, is not an answer of the service. */
function isPage(header: HttpAnswer['header']): boolean {
  return /html/.test(mediaTypeOf(header('content-type')) ?? '');
}

/** Seconds that an answer asks to wait, if it does. */
export function waitOf(header: HttpAnswer['header']): number | undefined {
  return parseRetryAfter(header('retry-after'), header('date'));
}

/**
 * Seconds that a `Retry-After` header asks for (RFC 9110, 10.2.3), a day at the
 * most: a number of seconds, which some services write with a fraction, or a date. A date that
 * has passed means no wait; what is neither is ignored.
 *
 * @param date the answer's own `Date`, which a date is measured against: the clock of this
 *   machine may be wrong by years. Without it, a date of more than a day ahead is not believed.
 */
export function parseRetryAfter(header = '', date = ''): number | undefined {
  const text = header.trim();
  if (/^\d+(?:\.\d+)?$/.test(text)) return Math.min(LONGEST_WAIT, Math.ceil(Number(text)));
  const at = parseDate(text);
  if (at === undefined) return undefined;
  const sentAt = parseDate(date.trim());
  const seconds = Math.max(0, Math.ceil((at - (sentAt ?? Date.now())) / 1_000));
  if (sentAt === undefined && seconds > LONGEST_WAIT) return undefined;
  return Math.min(LONGEST_WAIT, seconds);
}

/** The milliseconds of a date in one of HTTP's formats (RFC 9110, 5.6.7). */
export function parseDate(text: string): number | undefined {
  // Date.parse alone is too generous: it takes "1.5" and "tomorrow 2026" for dates.
  if (text.length > 40 || !/^[A-Z][a-z]+,? /.test(text)) return undefined;
  // The old asctime format has no zone; it means GMT all the same.
  const at = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(at) ? undefined : at;
}
