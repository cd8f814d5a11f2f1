import type { Caller } from '../http/message';
import { requestTokens, revokeToken, type TokenEndpoint } from './token-request';
import { type TokenAnswer, type TokenEncoding, TokenRefusal } from './token-response';
import type { Tokens } from './tokens';

/** Who signs in with a password, and for what. */
interface PasswordUser {
  readonly username: string;
  readonly password: string;
  readonly scope: string;
  /** Further fields that the service wants with the password, or other values for these. */
  readonly extra?: Readonly<Record<string, string>> | undefined;
}

/**
 * Signs in with the user's name and password (RFC 6749, 4.3), then refreshes (6).
 *
 * @param revokeUrl where sessions are ended, if the service has such an endpoint
 */
export function passwordGrant(
  user: PasswordUser,
  endpoint: TokenEndpoint,
  revokeUrl?: URL,
): TokenGrant {
  return {
    refusal: 'CREDENTIALS_REJECTED',
    signIn(caller) {
      const { username, password, scope, extra } = user;
      // An empty scope is refused by django-oauth-toolkit; no scope at all means its default.
      const scoped = scope === '' ? {} : { scope };
      const fields = { grant_type: 'password', username, password, ...scoped, ...extra };
      return requestTokens(endpoint, fields, caller);
    },
    refresh(refreshToken, caller) {
      const fields = { grant_type: 'refresh_token', refresh_token: refreshToken };
      return requestTokens(endpoint, fields, caller);
    },
    ...(revokeUrl && {
      revoke: (accessToken, caller) =>
        revokeToken({ ...endpoint, url: revokeUrl }, accessToken, caller),
    }),
  };
}

/** What a client sends, and in which encodings: the second is tried where the first is refused. */
export interface ClientGrant {
  readonly encodings: readonly [TokenEncoding, TokenEncoding?];
  /** Fields that the service wants with the client's credentials. */
  readonly fields?: Readonly<Record<string, string>>;
}

/**
 * Signs in as the client itself (RFC 6749, 4.4), which has no refresh token. The
 * encoding that worked is remembered, also with the tokens over a restart.
 */
export function clientCredentialsGrant(
  endpoint: TokenEndpoint,
  { encodings, fields = {} }: ClientGrant,
): TokenGrant {
  let worked: TokenEncoding | undefined;
  const ask = async (encoding: TokenEncoding, caller: Caller): Promise<TokenAnswer> => {
    const answer = await requestTokens(endpoint, fields, caller, encoding);
    worked = encoding;
    return { ...answer, encoding };
  };
  return {
    refusal: 'CLIENT_REJECTED',
    async signIn(caller, kept) {
      const remembered = worked ?? kept?.encoding;
      const first = encodings.find((encoding) => encoding === remembered) ?? encodings[0];
      const second = encodings.find((encoding) => encoding !== first);
      try {
        return await ask(first, caller);
      } catch (refusal) {
        if (second === undefined || !isEncodingRefused(refusal)) throw refusal;
        return ask(second, caller).catch((error: unknown) => {
          const isFirst = isEncodingRefused(error) && (wasRead(refusal) || !wasRead(error));
          throw isFirst ? refusal : error;
        });
      }
    },
  };
}

/** What services answer to a form that they cannot parse, whatever it contains. */
const UNREAD: ReadonlySet<string | undefined> = new Set([
  undefined,
  'invalid_request',
  'unsupported_grant_type',
]);

/** Whether the service says something about what is in the form. */
function wasRead({ oauthError }: TokenRefusal): boolean {
  return !UNREAD.has(oauthError);
}

function isEncodingRefused(error: unknown): error is TokenRefusal {
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
  /** Ends the session of an access token, where the service can. */
  revoke?(accessToken: string, caller: Caller): Promise<void>;
}
