import { type Mask, maskOf } from './mask-secrets';
import { SHOWN, withoutControls } from './one-line';

/**
 * What may be shown of things that strangers wrote. Errors, logs and statuses
 * take foreign text only through these functions, so that no credential that a
 * service (or a page between here and there) echoes can come out again.
 */

/** Codes of RFC 6749 (5.2, 4.1.2.1) and RFC 6750 (3.1); anything else is not repeated. */
const OAUTH_ERRORS: ReadonlySet<string> = new Set([
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
  'invalid_token',
  'insufficient_scope',
  'access_denied',
  'server_error',
  'temporarily_unavailable',
]);

/** The `error` of an OAuth answer if it is one of the standard codes, in whatever case. */
export function knownOAuthError(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const code = value.trim().toLowerCase();
  return OAUTH_ERRORS.has(code) ? code : undefined;
}

/**
 * Characters that secrets are looked for in: there may be megabytes. The words that are shown come
 * from the first half of them, so that no secret is there that the end has cut in two.
 */
const LOOKED_AT = 16_384;

const masks = new WeakMap<readonly string[], Mask>();

/**
 * A text without these secrets, in whatever encoding it repeats them.
 *
 * @param length how many of its characters are wanted; all of them by default
 */
export function withoutSecrets(text: string, secrets: readonly string[], length?: number): string {
  const mask = masks.get(secrets) ?? maskOf(secrets);
  masks.set(secrets, mask);
  return mask(text, length);
}

/**
 * Words of a service, fit to be shown: one line, not too long, and without the
 * secrets that it may have repeated, in whatever encoding.
 */
export function showWords(text: string, secrets: readonly string[]): string {
  const words = withoutSecrets(text.slice(0, LOOKED_AT), secrets, LOOKED_AT / 2);
  return withoutControls(words).slice(0, SHOWN);
}

/** A system or library error code such as `ECONNREFUSED`; never its message. */
export function errorCodeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  const { code } = error;
  return typeof code === 'string' && code.length <= 50 && /^[A-Z][A-Z0-9_]+$/.test(code)
    ? code
    : undefined;
}

/** The class of what was thrown, which is all that is shown of what was not expected. */
export function classOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

/** The media type of a Content-Type header, without its parameters. */
export function mediaTypeOf(contentType: string | undefined): string | undefined {
  const [type = ''] = (contentType ?? '').slice(0, 200).split(';', 1);
  const shown = type.trim().toLowerCase();
  return shown.length <= 80 && /^[a-z]+\/[a-z0-9.+-]+$/.test(shown) ? shown : undefined;
}
