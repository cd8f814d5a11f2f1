import { ServiceError } from '../errors';

/**
 * The address of a service as people type it. Plain `http` is for this machine
 * alone, unless `allowInsecure` says otherwise: it shows the credentials to
 * everybody on the way.
 *
 * @param name what the address is called in the error.
 * @throws {ServiceError} CONFIG_INVALID
 */
export function parseServiceUrl(name: string, text: string, allowInsecure = false): URL {
  const refuse = (reason: string): never => {
    throw new ServiceError('CONFIG_INVALID', { reason: `the ${name} ${reason}` });
  };
  const trimmed = text.trim();
  if (trimmed === '') return refuse('is empty');
  if (!URL.canParse(trimmed)) return refuse('is not a URL');
  const url = new URL(trimmed);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return refuse('does not begin with https:// or http://');
  }
  if (url.protocol === 'http:' && !allowInsecure && !isLoopback(url.hostname)) {
    return refuse('is plain http://, which would show the credentials on the way');
  }
  if (url.username !== '' || url.password !== '') {
    return refuse('holds a user name or a password, which belong into their fields');
  }
  if (url.search !== '' || url.hash !== '') return refuse('has a query or a fragment');
  return url;
}

/**
 * A base URL, with or without its trailing slash; the result always has one.
 *
 * @throws {ServiceError} CONFIG_INVALID
 */
export function parseBaseUrl(text: string, allowInsecure = false): URL {
  const url = parseServiceUrl('base URL', text, allowInsecure);
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

/** The name and the addresses that never leave this machine (RFC 1122, RFC 4291). */
function isLoopback(hostname: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

/**
 * An address that a stranger wrote, absolute or relative to `from`; nothing
 * when it is none that can be called. One with a user name is none: it would be
 * sent in place of our token.
 */
export function resolveUrl(text: string, from: URL): URL | undefined {
  if (!URL.canParse(text, from.href)) return undefined;
  const url = new URL(text, from);
  const isHttp = url.protocol === 'https:' || url.protocol === 'http:';
  return isHttp && url.username === '' && url.password === '' ? url : undefined;
}

/**
 * The URL of a path below a base URL; a leading slash makes no difference.
 *
 * @throws {ServiceError} REQUEST_INVALID when it leaves the base URL.
 */
export function urlBelow(base: URL, path: string): URL {
  const url = resolveUrl(path.trim().replace(/^\/+/, ''), base);
  if (url === undefined || url.origin !== base.origin || !url.pathname.startsWith(base.pathname)) {
    throw new ServiceError('REQUEST_INVALID', { reason: 'its path leads away from the base URL' });
  }
  return url;
}

/** Query parameters in their order; a name may come more than once, a flag has no value. */
export type Query = ReadonlyArray<readonly [name: string, value: string | undefined]>;

/** The URL with this query. A flag is written bare, without `=`, as the iNode API wants it. */
export function withQuery(url: URL, query: Query): URL {
  const result = new URL(url);
  result.search = query
    .map(([name, value]) =>
      value === undefined
        ? encodeURIComponent(name)
        : new URLSearchParams([[name, value]]).toString(),
    )
    .join('&');
  return result;
}
