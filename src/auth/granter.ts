import type { Caller } from '../http/message';
import type { TokenAnswer } from './token-response';
import type { Tokens } from './tokens';

/** How tokens are granted. Each function makes one token request, with its own retries. */
export interface Granter {
  /** What a refused sign-in means: the user's credentials, or the client's. */
  readonly refusal: 'CREDENTIALS_REJECTED' | 'CLIENT_REJECTED';
  /** Where the user is to read the service's own words: what must not be shown of them. */
  readonly concealed?: readonly string[] | undefined;
  /**
   * The first grant: password, or client credentials.
   *
   * @param kept the tokens before, which are over
   */
  signIn(caller: Caller, kept?: Tokens): Promise<TokenAnswer>;
  /** The refresh grant, where the service has one. */
  refresh?(refreshToken: string, caller: Caller): Promise<TokenAnswer>;
}
