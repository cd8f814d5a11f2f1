import { ServiceError } from '../errors';
import { because } from '../reasons';
import { type AddressName, addressFault } from './address';

/**
 * The address of a service as people type it: see `addressFault`.
 *
 * @param name which address it is, for the error.
 * @throws {ServiceError} CONFIG_INVALID
 */
export function parseServiceUrl(name: AddressName, text: string, allowInsecure = false): URL {
  const fault = addressFault(name, text, allowInsecure);
  if (fault !== undefined) throw new ServiceError('CONFIG_INVALID', { reason: because(fault) });
  return new URL(text.trim());
}

/**
 * A base URL, with or without its trailing slash; the result always has one.
 *
 * @throws {ServiceError} CONFIG_INVALID
 */
export function parseBaseUrl(text: string, allowInsecure = false): URL {
  const url = parseServiceUrl('baseUrl', text, allowInsecure);
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

/**
 * An address from a service's answer, absolute or relative to `from`; nothing
 * when it is not one that can be called. Nor can one with a user name: it would be
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
  // A fragment would not be sent: in `0#.FTSE` it is a part of the name.
  const url = resolveUrl(path.trim().replace(/^\/+/, '').replaceAll('#', '%23'), base);
  if (url === undefined || url.origin !== base.origin || !url.pathname.startsWith(base.pathname)) {
    throw outside();
  }
  if (goesUp(url.pathname.slice(base.pathname.length))) throw outside();
  return url;
}

/** Whether a server that decodes a path before it looks at it could be led upwards. */
function goesUp(path: string): boolean {
  const decoded = path.replace(/%([0-7][\da-f])/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  // Some servers take what follows a semicolon for parameters of the segment.
  return decoded.split(/[/\\]/).some((segment) => segment.split(';')[0] === '..');
}

function outside(): ServiceError {
  return new ServiceError('REQUEST_INVALID', { reason: because('pathOutside') });
}

/** Query parameters in their order; a name may come more than once, a flag has no value. */
export type Query = ReadonlyArray<readonly [name: string, value: string | undefined]>;

/**
 * The URL with this query behind its own; the same URL where there is none to add. A flag is written
 * bare, without `=`, as the iNode API wants it.
 */
export function addQuery(url: URL, query: Query): URL {
  if (query.length === 0) return url;
  const added = query
    .map(([name, value]) =>
      value === undefined
        ? encodeURIComponent(name)
        : new URLSearchParams([[name, value]]).toString(),
    )
    .join('&');
  return new URL(url.search === '' ? `?${added}` : `${url.search}&${added}`, url);
}

/** The URL with this parameter in place of those of its name. All others stay as they are written. */
export function withParameter(url: URL, name: string, value: string): URL {
  const others = url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !new URLSearchParams(pair).has(name));
  const result = new URL(url);
  result.search = [...others, new URLSearchParams([[name, value]]).toString()].join('&');
  return result;
}
