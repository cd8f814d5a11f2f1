import type { Simulator } from '../../simulator/index';
import { passwordGrant, type TokenGrant } from '../../src/auth/grants';
import { clientSecretPost } from '../../src/auth/token-request';
import type { Send } from '../../src/http/message';

/** The grants of a simulator's account; `scope` is what the vendor's page asks for. */
export function grantFor({ baseUrl, account }: Simulator, send: Send, scope = 'sync'): TokenGrant {
  return passwordGrant(
    { ...account, scope },
    {
      url: new URL('oauth/token/', baseUrl),
      clientAuth: clientSecretPost(account),
      send,
      timeout: 30_000,
    },
  );
}
