import type { Simulator } from '../../simulator';
import { clientSecretPost } from '../../src/auth/client-auth';
import type { Granter } from '../../src/auth/granter';
import { passwordGranter } from '../../src/auth/grants';
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
