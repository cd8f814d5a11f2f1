/**
 * Seconds that a `Retry-After` header asks for (RFC 9110, 10.2.3): a whole
 * number of seconds, or a date. A date that has passed means no wait; what is
 * neither is ignored.
 */
export function parseRetryAfter(header: string | undefined): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,10}$/.test(text)) return Number(text);
  // Date.parse alone is too generous: it takes "1.5" and "tomorrow 2026" for dates.
  if (!/^[A-Z][a-z]{2,8},? /.test(text)) return undefined;
  // The old asctime format has no zone; it means GMT all the same.
  const at = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - Date.now()) / 1000));
}
