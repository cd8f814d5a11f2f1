import { type ErrorCode, ServiceError } from '../errors';
import type { Send } from '../http/message';
import { pathKey } from './call-key';

/** Is notified when a service stops answering, and when it answers again. */
export interface OutageObserver {
  onOutage?(error: ServiceError): void;
  /**
   * @param seconds how long the outage was
   * @param failures calls that failed in it
   */
  onRecovery?(seconds: number, failures: number): void;
}

/** Failures of the account or the service, not of one path or one request. */
const OUTAGES: ReadonlySet<ErrorCode> = new Set([
  'CREDENTIALS_REJECTED',
  'CLIENT_REJECTED',
  'SIGN_IN_FAILED',
  'SESSION_OPEN',
  'TOKEN_REJECTED',
  'UNAUTHORIZED',
  'RATE_LIMITED',
  'SERVER_ERROR',
  'UNREACHABLE',
  'PROXY_REFUSED',
  'TLS_FAILED',
  'TIMEOUT',
  'ANSWER_INCOMPLETE',
]);

/** Paths that are known to fail. */
const MAX_PATHS = 100;

/**
 * A layer that reports the beginning and the end of an outage, however many calls
 * fail in it. A path that fails while others work is an outage once: it is not
 * reported again until it has worked.
 */
export function watchOutages(send: Send, observer: OutageObserver): Send {
  const failing = new Set<string>();
  let outage: { readonly since: number; failures: number } | undefined;

  const fail = (path: string, error: ServiceError): void => {
    if (outage === undefined && failing.has(path)) return;
    if (outage === undefined) {
      outage = { since: performance.now(), failures: 0 };
      observer.onOutage?.(error);
    }
    outage.failures++;
    if (failing.size < MAX_PATHS) failing.add(path);
  };
  const succeed = (path: string): void => {
    failing.delete(path);
    if (outage === undefined) return;
    const seconds = Math.round((performance.now() - outage.since) / 1_000);
    observer.onRecovery?.(seconds, outage.failures);
    outage = undefined;
  };
  return async (request) => {
    const path = pathKey(request);
    try {
      const result = await send(request);
      succeed(path);
      return result;
    } catch (error) {
      if (error instanceof ServiceError && OUTAGES.has(error.code)) fail(path, error);
      throw error;
    }
  };
}
