import type { FaultCase } from '../fault-case';
import type { TestedService } from '../services/tested-service';
import { wrongClient } from './refusals';
import { answer, IN_AN_HOUR, strikes } from './strikes';
import { tokenFaults } from './token-faults';

/** A host name with a label of 64 letters, which every resolver refuses without asking anybody. */
const UNRESOLVABLE = `http://${'x'.repeat(64)}.invalid`;

/** Four failures in a row are followed by 8 seconds without a request. */
const RESTS = { retryAfter: 8, coolsFor: 8 };

/** What can happen to the first token request of any service. */
export function signInFaults({ signIn, at }: TestedService): FaultCase[] {
  const strike = strikes(signIn);
  const { longWait, serverError, captivePortal, noAccessToken } = tokenFaults(strike);
  return [
    {
      name: 'refused',
      done: 'nobody listens',
      cause: ({ link }) => link.cut(),
      sees: 'UNREACHABLE',
      calls: 0,
      tokenRequests: 4,
      ...RESTS,
    },
    {
      name: 'name does not resolve',
      done: 'a host name that does not exist',
      cause: () => undefined,
      settings: { ...at(UNRESOLVABLE), allowInsecure: true },
      endsByDeploy: true,
      sees: 'UNREACHABLE',
      calls: 0,
      tokenRequests: 4,
      ...RESTS,
    },
    {
      name: 'reset',
      done: 'RST instead of an answer, each time',
      cause: strike({ kind: 'reset' }),
      sees: 'UNREACHABLE',
      calls: 0,
      tokenRequests: 4,
      ...RESTS,
    },
    {
      name: 'reset in the middle of the body',
      done: 'RST after 10 bytes',
      cause: strike({ kind: 'resetBody', bytes: 10 }),
      sees: 'ANSWER_INCOMPLETE',
      calls: 0,
      tokenRequests: 1,
    },
    {
      name: 'no answer',
      done: 'the request is swallowed',
      cause: strike({ kind: 'hang' }),
      sees: 'TIMEOUT',
      calls: 0,
      tokenRequests: 1,
    },
    {
      name: '429 without Retry-After',
      done: 'status 429, each time',
      cause: strike(answer(429)),
      sees: 'RATE_LIMITED',
      calls: 0,
      tokenRequests: 4,
      coolsFor: 10,
    },
    longWait,
    serverError,
    {
      name: '503 until a far date',
      done: 'status 503 with a `Retry-After` in an hour',
      cause: strike(answer(503, IN_AN_HOUR)),
      sees: 'SERVER_ERROR',
      retryAfter: 3_600,
      calls: 0,
      tokenRequests: 1,
      coolsFor: 3_600,
    },
    {
      name: '500, once',
      done: 'status 500, once',
      cause: strike(answer(500), 1),
      sees: 'the answer',
      calls: 1,
      tokenRequests: 2,
    },
    captivePortal,
    noAccessToken,
    {
      name: 'redirect elsewhere',
      done: 'status 307 to another server',
      cause: strike({ kind: 'redirect', status: 307, location: 'http://127.0.0.2/' }),
      sees: 'REDIRECT_REFUSED',
      calls: 0,
      tokenRequests: 1,
      coolsFor: 10,
    },
    wrongClient(),
  ];
}
