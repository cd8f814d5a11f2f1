import type { Caller, Send } from '../http/message';
import { readTokenAnswer, type TokenAnswer, type TokenContentType } from './token-response';

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
  contentType: TokenContentType = 'application/x-www-form-urlencoded',
): Promise<TokenAnswer> {
  const form = new URLSearchParams(fields);
  const headers: Record<string, string> = { 'Content-Type': contentType };
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
    // Two at the same moment with one refresh token look like theirs who stole it.
    mayOverlap: false,
    read: readTokenAnswer,
  });
}

/** Adds the client's credentials to a token request (RFC 6749, 2.3.1). */
export type ClientAuth = (form: URLSearchParams, headers: Record<string, string>) => void;

/** The client that the account's owner got from the service. */
export interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** `client_secret_post`: client id and secret as fields of the form. */
export function clientSecretPost({ clientId, clientSecret }: Client): ClientAuth {
  return (form) => {
    form.set('client_id', clientId);
    form.set('client_secret', clientSecret);
  };
}

/**
 * `client_secret_basic`: client id and secret, which may be empty, in an
 * Authorization header. They are not form-encoded first, as RFC 6749 wants it:
 * services compare what clients such as Python's requests send.
 */
export function clientSecretBasic({ clientId, clientSecret }: Client): ClientAuth {
  const encoded = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
  return (_form, headers) => {
    headers.Authorization = `Basic ${encoded}`;
  };
}
