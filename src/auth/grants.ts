import type { Caller } from '../http/message';
import { requestTokens, type TokenEndpoint } from './token-request';
import {
  OTHER_CONTENT_TYPE,
  type TokenAnswer,
  type TokenContentType,
  TokenRefusal,
} from './token-response';
import type { Tokens } from './tokens';

/** Who signs in with a password, and for what. */
interface PasswordUser {
  readonly username: string;
  readonly password: string;
  readonly scope: string;
  /** Further fields that the service wants with the password, or other values for these. */
  readonly extra?: Readonly<Record<string, string>> | undefined;
}

/** Signs in with the user's name and password (RFC 6749, 4.3), then refreshes (6). */
export function passwordGrant(user: PasswordUser, endpoint: TokenEndpoint): TokenGrant {
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

/**
 * Signs in as the client itself (RFC 6749, 4.4), which has no refresh token.
 * Where the service refuses how the form is labelled, the other label is tried
 * once and, if it is right, remembered, also with the tokens over a restart.
 */
export function clientCredentialsGrant(
  endpoint: TokenEndpoint,
  label: TokenContentType,
): TokenGrant {
  let worked: TokenContentType | undefined;
  const ask = async (contentType: TokenContentType, caller: Caller): Promise<TokenAnswer> => {
    const answer = await requestTokens(endpoint, {}, caller, contentType);
    worked = contentType;
    return { ...answer, contentType };
  };
  return {
    refusal: 'CLIENT_REJECTED',
    async signIn(caller, kept) {
      const contentType = worked ?? kept?.contentType ?? label;
      try {
        return await ask(contentType, caller);
      } catch (refusal) {
        if (!isContentTypeRefused(refusal)) throw refusal;
        return ask(OTHER_CONTENT_TYPE[contentType], caller).catch((error: unknown) => {
          const isFirst = isContentTypeRefused(error) && (wasRead(refusal) || !wasRead(error));
          throw isFirst ? refusal : error;
        });
      }
    },
  };
}

/** What services say to a form that they cannot read, whatever stands in it. */
const UNREAD: ReadonlySet<string | undefined> = new Set([
  undefined,
  'invalid_request',
  'unsupported_grant_type',
]);

/** Whether the service says something of what stood in the form. */
function wasRead({ oauthError }: TokenRefusal): boolean {
  return !UNREAD.has(oauthError);
}

function isContentTypeRefused(error: unknown): error is TokenRefusal {
  return error instanceof TokenRefusal && (error.statusCode === 400 || error.statusCode === 415);
}

/** How tokens are granted. Each function makes one token request, with its own retries. */
export interface TokenGrant {
  /** What a refused sign-in means: the user's credentials, or the client's. */
  readonly refusal: 'CREDENTIALS_REJECTED' | 'CLIENT_REJECTED';
  /** Where the user is to read the service's own words: what must not be shown of them. */
  readonly redact?: readonly string[] | undefined;
  /**
   * The first grant: password, or client credentials.
   *
   * @param kept the tokens before, which are over
   */
  signIn(caller: Caller, kept?: Tokens): Promise<TokenAnswer>;
  /** The refresh grant, where the service has one. */
  refresh?(refreshToken: string, caller: Caller): Promise<TokenAnswer>;
}
