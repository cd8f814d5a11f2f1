import type { Caller, Send } from '../http/message';
import type { ClientAuth } from './client-auth';
import { readTokenAnswer, type TokenAnswer } from './token-response';
import type { Granter } from './token-source';

/** Where and how tokens are asked for. */
export interface TokenEndpoint {
  readonly url: URL;
  readonly clientAuth: ClientAuth;
  readonly send: Send;
  /** Milliseconds that one token request may take. */
  readonly timeout: number;
}

/** Who signs in with a password, and for what. */
export interface PasswordGrant {
  readonly username: string;
  readonly password: string;
  readonly scope: string;
}

/** Signs in with the user's name and password (RFC 6749, 4.3), then refreshes (6). */
export function passwordGranter(user: PasswordGrant, endpoint: TokenEndpoint): Granter {
  return {
    signIn(caller) {
      const { username, password, scope } = user;
      const form = new URLSearchParams({ grant_type: 'password', username, password });
      // An empty scope is refused by django-oauth-toolkit; none at all stands for its default.
      if (scope !== '') form.set('scope', scope);
      return tokenRequest(endpoint, form, caller);
    },
    refresh(refreshToken, caller) {
      const form = { grant_type: 'refresh_token', refresh_token: refreshToken };
      return tokenRequest(endpoint, new URLSearchParams(form), caller);
    },
  };
}

function tokenRequest(
  { url, clientAuth, send, timeout }: TokenEndpoint,
  form: URLSearchParams,
  caller: Caller,
): Promise<TokenAnswer> {
  clientAuth(form);
  return send({
    method: 'POST',
    url,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
    timeout,
    ...caller,
    read: readTokenAnswer,
  });
}
