import type { ErrorCode } from '../src/errors';

/** A reason, as it is or as it travelled to the browser. */
interface Reason {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number | Reason>>;
}

/** An error, as it is or as it travelled to the browser. */
export interface ReportedError {
  readonly code: ErrorCode;
  readonly facts: {
    readonly statusCode?: number | undefined;
    readonly retryAfter?: number | undefined;
    readonly reason?: Reason | string | undefined;
    readonly serviceMessage?: string | undefined;
    readonly list?: string | undefined;
    readonly during?: 'sign-in' | undefined;
  };
}

/** A text of the shared catalog by its key, with its `__placeholders__` filled. */
type LookUp = (key: string, values: Record<string, string | number>) => string;

/** Codes of the operating system and of OpenSSL for which the catalogs have words. */
const SYSTEM_CODES: ReadonlySet<string> = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPROTO',
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** What an error says in the language of a catalog. The runtime and the dialogs share it. */
export function errorText(lookUp: LookUp, { code, facts }: ReportedError): string {
  const { statusCode = '?', retryAfter, reason = '?', serviceMessage: said, list, during } = facts;
  let message = lookUp(`error.${code}`, { statusCode, reason: reasonText(lookUp, reason) });
  if (said !== undefined) message = lookUp('error.said', { message, said });
  if (during !== undefined) message = lookUp('error.duringSignIn', { message });
  if (list !== undefined)
    message = lookUp('error.ofList', { message, list: lookUp(`list.${list}`, {}) });
  if (retryAfter !== undefined) message = lookUp('error.wait', { message, retryAfter });
  return message;
}

function reasonText(lookUp: LookUp, reason: Reason | string): string {
  if (typeof reason === 'string') return systemText(lookUp, reason);
  const values = Object.entries(reason.values).map(
    ([name, value]) =>
      [name, typeof value === 'object' ? reasonText(lookUp, value) : value] as const,
  );
  return lookUp(`reason.${reason.key}`, Object.fromEntries(values));
}

/** The code stays beside the words, because it is what people search for. */
function systemText(lookUp: LookUp, reason: string): string {
  return SYSTEM_CODES.has(reason) ? `${lookUp(`system.${reason}`, {})}, ${reason}` : reason;
}
