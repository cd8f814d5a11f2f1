import { ServiceError } from '../errors';

/**
 * A base URL as people type it: any path, with or without the trailing slash.
 * The result always ends in a slash. Plain `http` is for this machine alone,
 * unless `allowInsecure` says otherwise: it shows the credentials to everybody
 * on the way.
 *
 * @throws {ServiceError} CONFIG_INVALID
 */
export function parseBaseUrl(text: string, allowInsecure = false): URL {
  const refuse = (reason: string): never => {
    throw new ServiceError('CONFIG_INVALID', { reason });
  };
  const trimmed = text.trim();
  if (trimmed === '') return refuse('the base URL is empty');
  if (!URL.canParse(trimmed)) return refuse('the base URL is not a URL');
  const url = new URL(trimmed);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return refuse('the base URL does not begin with https:// or http://');
  }
  if (url.protocol === 'http:' && !allowInsecure && !isLoopback(url.hostname)) {
    return refuse('the base URL is plain http://, which would show the credentials on the way');
  }
  if (url.username !== '' || url.password !== '') {
    return refuse('the base URL holds a user name or a password, which belong into their fields');
  }
  if (url.search !== '' || url.hash !== '') {
    return refuse('the base URL has a query or a fragment');
  }
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

/** The name and the addresses that never leave this machine (RFC 1122, RFC 4291). */
function isLoopback(hostname: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

/**
 * An address that a stranger wrote, absolute or relative to `from`; nothing
 * when it is none. One with a user name is none: it would be sent in place of
 * our token.
 */
export function resolveUrl(text: string, from: URL): URL | undefined {
  if (!URL.canParse(text, from.href)) return undefined;
  const url = new URL(text, from);
  return url.username === '' && url.password === '' ? url : undefined;
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
