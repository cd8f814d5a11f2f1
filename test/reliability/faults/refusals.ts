import type { FaultCase } from '../fault-case';
import { marker } from '../marker';

/** The client is another one now; a token request says so at once. */
export function wrongClient(): FaultCase {
  return {
    name: 'wrong client',
    done: 'the client secret was changed at the service',
    cause: (rig) => rig.changeAccount({ clientSecret: marker() }),
    sees: 'CLIENT_REJECTED',
    calls: 0,
    tokenRequests: 1,
    coolsFor: 60,
  };
}

/** The user's password is another one now; a password grant says so at once. */
export function wrongPassword(): FaultCase {
  return {
    name: 'wrong password',
    done: 'the password was changed at the service',
    cause: (rig) => rig.changeAccount({ password: marker() }),
    sees: 'CREDENTIALS_REJECTED',
    calls: 0,
    tokenRequests: 1,
    coolsFor: 60,
  };
}
