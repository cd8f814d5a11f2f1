import type { Caller, Send } from '../http/message';
import type { ClientAuth } from './client-auth';
import type { FormType } from './form-type';
import { readTokenAnswer, type TokenAnswer } from './token-response';

/** Where and how tokens are asked for. */
export interface TokenEndpoint {
  readonly url: URL;
  readonly clientAuth: ClientAuth;
  readonly send: Send;
  /** Milliseconds that one token request may take. */
  readonly timeout: number;
}

/**
 * Asks for tokens with a form (RFC 6749, 3.2).
 *
 * @throws {TokenRefusal} the endpoint said no.
 * @throws {ServiceError}
 */
export function requestTokens(
  { url, clientAuth, send, timeout }: TokenEndpoint,
  fields: Readonly<Record<string, string>>,
  caller: Caller,
  formType: FormType = 'application/x-www-form-urlencoded',
): Promise<TokenAnswer> {
  const form = new URLSearchParams(fields);
  const headers: Record<string, string> = { 'Content-Type': formType };
  clientAuth(form, headers);
  return send({
    ...caller,
    method: 'POST',
    url,
    headers,
    body: form.toString(),
    timeout,
    // The policy for token requests decides what may be repeated.
    repeatable: true,
    read: readTokenAnswer,
  });
}
