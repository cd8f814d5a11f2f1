import { ServiceError } from '../errors';
import { Reason, type ReasonKey } from '../reasons';
import { resolveUrl } from './url';

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

export function isRedirect(status: number): boolean {
  return REDIRECTS.has(status);
}

/**
 * Where an answer redirects to. Only a GET, or a status that keeps the method
 * (307, 308), is followed, and only on the same origin: a token or a form must
 * never reach another server, and `https` is never continued on `http`.
 *
 * @throws {ServiceError} REDIRECT_REFUSED
 */
export function redirectTarget(
  method: string,
  from: URL,
  status: number,
  location: string | undefined,
): URL {
  const refuse = (reason: ReasonKey): never => {
    throw new ServiceError('REDIRECT_REFUSED', { statusCode: status, reason: new Reason(reason) });
  };
  const target = resolveUrl(location ?? '', from);
  if (location === undefined || target === undefined) return refuse('toNowhere');
  if (target.origin !== from.origin) return refuse('toOtherServer');
  if (method !== 'GET' && status !== 307 && status !== 308) return refuse('otherThanGet');
  return target;
}
