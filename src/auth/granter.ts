import type { Caller } from '../http/message';
import type { TokenAnswer } from './token-response';

/** How tokens are granted. Each function makes one token request, with its own retries. */
export interface Granter {
  /** What a refused sign-in means: the user's credentials, or the client's. */
  readonly refusal: 'CREDENTIALS_REJECTED' | 'CLIENT_REJECTED';
  /** The first grant: password, or client credentials. */
  signIn(caller: Caller): Promise<TokenAnswer>;
  /** The refresh grant, where the service has one. */
  refresh?(refreshToken: string, caller: Caller): Promise<TokenAnswer>;
}
