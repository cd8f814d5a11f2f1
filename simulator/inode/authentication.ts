import type { AccessTokenState } from '../access-tokens';
import type { TokenStore } from '../tokens';
import type { SimulatorAccount } from './account';

/** Why a request may not read a list: the body and the challenge of its 401. */
export interface Refusal {
  readonly detail: string;
  /** The value of `WWW-Authenticate`. */
  readonly challenge: string;
}

const REALM = 'Bearer realm="api"';
const NOT_PROVIDED = 'Authentication credentials were not provided.';

/**
 * Checks an `Authorization` header as Django REST Framework does with OAuth2
 * first and API keys second, and so with a Bearer challenge for both.
 *
 * @returns `undefined` when the request may go on.
 */
export function authenticate(
  authorization: string | undefined,
  account: SimulatorAccount,
  tokens: TokenStore,
): Refusal | undefined {
  const [scheme = '', credentials, ...rest] = (authorization ?? '').trim().split(/\s+/);
  switch (scheme.toLowerCase()) {
    case 'bearer':
      return refuseBearer(tokens.check(credentials ?? ''));
    case 'token':
      if (credentials === undefined)
        return refuse('Invalid token header. No credentials provided.');
      if (rest.length > 0) {
        return refuse('Invalid token header. Token string should not contain spaces.');
      }
      return credentials === account.token ? undefined : refuse('Invalid token.');
    default:
      return refuse(NOT_PROVIDED);
  }
}

function refuseBearer(state: AccessTokenState): Refusal | undefined {
  if (state === 'valid') return undefined;
  const reason = state === 'expired' ? 'has expired' : 'is invalid';
  const error = `error="invalid_token",error_description="The access token ${reason}."`;
  return { detail: NOT_PROVIDED, challenge: `${REALM},${error}` };
}

function refuse(detail: string): Refusal {
  return { detail, challenge: REALM };
}
