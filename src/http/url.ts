import { ServiceError } from '../errors';

/**
 * A base URL as people type it: `http` or `https`, any path, with or without
 * the trailing slash. The result always ends in a slash.
 *
 * @throws {ServiceError} CONFIG_INVALID
 */
export function parseBaseUrl(text: string): URL {
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
  if (url.username !== '' || url.password !== '') {
    return refuse('the base URL holds a user name or a password, which belong into their fields');
  }
  if (url.search !== '' || url.hash !== '') {
    return refuse('the base URL has a query or a fragment');
  }
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

/** An address that a stranger wrote, absolute or relative to `from`; nothing when it is none. */
export function resolveUrl(text: string, from: URL): URL | undefined {
  return URL.canParse(text, from.href) ? new URL(text, from) : undefined;
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
