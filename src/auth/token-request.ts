import type { Caller, HttpAnswer, Send } from '../http/message';
import { statusError } from '../http/status';
import { readTokenAnswer, type TokenAnswer, type TokenEncoding } from './token-response';

/** Where and how tokens are asked for. */
export interface TokenEndpoint {
  readonly url: URL;
  readonly clientAuth: ClientAuth;
  readonly send: Send;
  /** Milliseconds that one token request may take. */
  readonly timeout: number;
  /** Reads its answers, where they are not those of RFC 6749. */
  readonly read?: (answer: HttpAnswer) => Promise<TokenAnswer>;
}

const CONTENT_TYPES: Readonly<Record<TokenEncoding, string>> = {
  form: 'application/x-www-form-urlencoded',
  formAsJson: 'application/json',
  json: 'application/json',
};

/**
 * Asks for tokens, with a form (RFC 6749, 3.2) unless the encoding says otherwise.
 *
 * @throws {TokenRefusal} the endpoint said no.
 * @throws {ServiceError}
 */
export function requestTokens(
  { read = readTokenAnswer, ...endpoint }: TokenEndpoint,
  fields: Readonly<Record<string, string>>,
  caller: Caller,
  encoding: TokenEncoding = 'form',
): Promise<TokenAnswer> {
  return post(endpoint, fields, caller, encoding, read);
}

/**
 * Has an endpoint end what a token is good for (RFC 7009, 2.1).
 *
 * @throws {ServiceError} where it did not do it.
 */
export function revokeToken(endpoint: TokenEndpoint, token: string, caller: Caller): Promise<void> {
  return post(endpoint, { token }, caller, 'form', (answer) => {
    const failure = statusError(answer);
    return failure === undefined ? Promise.resolve() : Promise.reject(failure);
  });
}

function post<T>(
  { url, clientAuth, send, timeout }: Omit<TokenEndpoint, 'read'>,
  fields: Readonly<Record<string, string>>,
  caller: Caller,
  encoding: TokenEncoding,
  read: (answer: HttpAnswer) => Promise<T>,
): Promise<T> {
  const form = new URLSearchParams(fields);
  const headers: Record<string, string> = { 'Content-Type': CONTENT_TYPES[encoding] };
  clientAuth(form, headers);
  const { Authorization = '' } = headers;
  return send({
    ...caller,
    method: 'POST',
    url,
    headers,
    secrets: [Authorization, Authorization.replace(/^Basic /, '')],
    body: encoding === 'json' ? JSON.stringify(Object.fromEntries(form)) : form.toString(),
    timeout,
    // The policy for token requests decides what may be repeated.
    repeatable: true,
    // Two at the same moment with one refresh token look like theirs who stole it.
    mayOverlap: false,
    read,
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
