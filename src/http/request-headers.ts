import { ServiceError } from '../errors';
import { because, type ReasonKey, type ReasonValues } from '../reasons';
import { showWords } from '../redact';
import { headerFault } from './header-rules';
import type { Method } from './message';
import { isSafe } from './safe-methods';

/** Headers by their names, each of which is written as `Content-Type` is. */
export type RequestHeaders = Readonly<Record<string, string>>;

/** Names and values, in their order; a name may come more than once, in any case. */
export type HeaderList = ReadonlyArray<readonly [name: string, value: string]>;

/** Bytes that headers may have in all: many times as many as servers take. */
const MOST_BYTES = 2 ** 16;

/** What Node.js does not send, and a header cannot hold: a line break would begin another one. */
const UNSAFE = /[^\t\x20-\x7e\x80-\xff]/;

/**
 * The headers that a caller adds to a request. Values of the same name are joined, as RFC 9110
 * (5.3) has it.
 *
 * @throws {ServiceError} REQUEST_INVALID for one that only the account or the connection may set, or
 *   that cannot be sent.
 */
export function requestHeaders(list: HeaderList): RequestHeaders {
  const headers = new Map<string, string>();
  let bytes = 0;
  for (const [given, text] of list) {
    bytes += given.length + text.length;
    if (bytes > MOST_BYTES) throw invalid('headersLong', { kilobytes: MOST_BYTES / 1_024 });
    const name = given.trim();
    const fault = headerFault(name);
    if (fault !== undefined) throw invalid(fault, { name: showWords(given, []) });
    const value = text.trim();
    if (UNSAFE.test(value)) throw invalid('headerUnsafe', { name });
    const written = asWritten(name);
    const before = headers.get(written);
    headers.set(written, before === undefined ? value : `${before}, ${value}`);
  }
  return Object.fromEntries(headers);
}

/** Preconditions (RFC 9110, 13.1): what is done depends on the state, which the first attempt may have changed. */
const CONDITIONS: ReadonlySet<string> = new Set([
  'If-Match',
  'If-None-Match',
  'If-Modified-Since',
  'If-Unmodified-Since',
  'If-Range',
]);

/** Headers by which a service takes another method for that of the request. */
const OVERRIDES: ReadonlySet<string> = new Set([
  'X-Http-Method-Override',
  'X-Http-Method',
  'X-Method-Override',
]);

/** Whether headers make a request depend on the state that the service has. */
export function isConditional(headers: RequestHeaders): boolean {
  return hasOneOf(headers, CONDITIONS);
}

/** Whether headers may ask for another method than that of the request. */
function overridesMethod(headers: RequestHeaders): boolean {
  return hasOneOf(headers, OVERRIDES);
}

function hasOneOf(headers: RequestHeaders, names: ReadonlySet<string>): boolean {
  return Object.keys(headers).some((name) => names.has(asWritten(name.replaceAll('_', '-'))));
}

/** One way to write a name, so that each is there once, and none is a method of an object. */
function asWritten(name: string): string {
  return name.toLowerCase().replaceAll(/(?:^|-)[a-z]/g, (letter) => letter.toUpperCase());
}

function invalid(reason: ReasonKey, values: ReasonValues): ServiceError {
  return new ServiceError('REQUEST_INVALID', { reason: because(reason, values) });
}

/**
 * Whether a request with these headers may be sent again: one that changes nothing, and a POST of
 * which the caller says so, unless it depends on a state that the first attempt may have changed.
 */
export function mayRepeat(method: Method, headers: RequestHeaders, isPostSafe: boolean): boolean {
  if (overridesMethod(headers)) return false;
  return isSafe(method) || (method === 'POST' && isPostSafe && !isConditional(headers));
}
