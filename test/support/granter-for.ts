import type { Simulator } from '../../simulator/index';
import { type Granter, passwordGranter } from '../../src/auth/grants';
import { clientSecretPost } from '../../src/auth/token-request';
import type { Send } from '../../src/http/message';

/** The grants of a simulator's account; `scope` is what the vendor's page asks for. */
export function granterFor({ baseUrl, account }: Simulator, send: Send, scope = 'sync'): Granter {
  return passwordGranter(
    { ...account, scope },
    {
      url: new URL('oauth/token/', baseUrl),
      clientAuth: clientSecretPost(account),
      send,
      timeout: 30_000,
    },
  );
}
