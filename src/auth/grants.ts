import type { Caller } from '../http/message';
import type { Granter } from './granter';
import { type FormType, requestTokens, type TokenEndpoint } from './token-request';
import { type TokenAnswer, TokenRefusal } from './token-response';

/** Who signs in with a password, and for what. */
export interface PasswordGrant {
  readonly username: string;
  readonly password: string;
  readonly scope: string;
  /** Further fields that the service wants with the password, or other values for these. */
  readonly extra?: Readonly<Record<string, string>> | undefined;
}

/** Signs in with the user's name and password (RFC 6749, 4.3), then refreshes (6). */
export function passwordGranter(user: PasswordGrant, endpoint: TokenEndpoint): Granter {
  return {
    refusal: 'CREDENTIALS_REJECTED',
    signIn(caller) {
      const { username, password, scope, extra } = user;
      // An empty scope is refused by django-oauth-toolkit; none at all stands for its default.
      const scoped = scope === '' ? {} : { scope };
      const fields = { grant_type: 'password', username, password, ...scoped, ...extra };
      return requestTokens(endpoint, fields, caller);
    },
    refresh(refreshToken, caller) {
      const fields = { grant_type: 'refresh_token', refresh_token: refreshToken };
      return requestTokens(endpoint, fields, caller);
    },
  };
}

const OTHER_LABEL: Readonly<Record<FormType, FormType>> = {
  'application/x-www-form-urlencoded': 'application/json',
  'application/json': 'application/x-www-form-urlencoded',
};

/**
 * Signs in as the client itself (RFC 6749, 4.4), which has no refresh token.
 * Where the service refuses how the form is labelled, the other label is tried
 * once and, if it is right, remembered.
 */
export function clientCredentialsGranter(endpoint: TokenEndpoint, label: FormType): Granter {
  let formType = label;
  const ask = (type: FormType, caller: Caller): Promise<TokenAnswer> =>
    requestTokens(endpoint, {}, caller, type);
  return {
    refusal: 'CLIENT_REJECTED',
    async signIn(caller) {
      try {
        return await ask(formType, caller);
      } catch (refusal) {
        if (!isLabelRefused(refusal)) throw refusal;
        const other = OTHER_LABEL[formType];
        const answer = await ask(other, caller).catch((error: unknown) => {
          throw isLabelRefused(error) ? refusal : error;
        });
        formType = other;
        return answer;
      }
    },
  };
}

function isLabelRefused(error: unknown): boolean {
  return error instanceof TokenRefusal && (error.statusCode === 400 || error.statusCode === 415);
}
