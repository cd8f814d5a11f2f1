import type { FaultCase } from '../fault-case';
import type { FaultRig } from '../fault-rig';
import { marker } from '../marker';
import { wrongClient, wrongPassword } from './refusals';
import { strikes } from './strikes';
import { tokenFaults } from './token-faults';

const strike = strikes({ grant: 'refresh_token' });
const { longWait, serverError, captivePortal, noAccessToken } = tokenFaults(strike);

/**
 * What can happen to a refresh.
 *
 * @param forget lets the service forget all refresh tokens.
 */
export function refreshFaults(forget: (rig: FaultRig) => void): FaultCase[] {
  return [
    {
      name: 'none',
      done: 'nothing: the access token has expired, one refresh does it',
      cause: () => undefined,
      sees: 'the answer',
      calls: 1,
      tokenRequests: 1,
    },
    {
      name: 'refused',
      done: 'nobody listens',
      cause: ({ link }) => link.cut(),
      sees: 'UNREACHABLE',
      calls: 0,
      tokenRequests: 4,
      retryAfter: 8,
      coolsFor: 8,
    },
    {
      name: 'reset',
      done: 'RST instead of an answer, once',
      cause: strike({ kind: 'reset' }, 1),
      sees: 'the answer',
      calls: 1,
      tokenRequests: 2,
    },
    {
      name: 'answer lost after a rotation',
      done: 'the service rotates the refresh token, its answer is lost',
      cause: ({ link }) => link.dropNextAnswer(),
      sees: 'the answer',
      calls: 1,
      tokenRequests: 3,
    },
    {
      name: 'answer broken after a rotation',
      done: 'the service rotates the refresh token, RST after 10 bytes of its answer',
      cause: strike({ kind: 'resetBody', bytes: 10 }, 1),
      sees: 'ANSWER_INCOMPLETE',
      calls: 0,
      tokenRequests: 1,
    },
    longWait,
    serverError,
    captivePortal,
    noAccessToken,
    {
      name: 'refresh token dead',
      done: 'the service forgets all refresh tokens',
      cause: forget,
      sees: 'the answer',
      calls: 1,
      tokenRequests: 2,
    },
    {
      ...wrongPassword(),
      name: 'refresh token dead, wrong password',
      done: 'the same, and the password was changed at the service',
      cause: (rig) => {
        forget(rig);
        rig.changeAccount({ password: marker() });
      },
      tokenRequests: 2,
    },
    wrongClient(),
  ];
}
