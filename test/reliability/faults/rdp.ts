import type { FaultCase, FaultGroup } from '../fault-case';
import type { FaultRig } from '../fault-rig';
import { RDP } from '../services/rdp';
import { signInElsewhere } from '../sign-in-elsewhere';
import { answerFaults, redirectInACircle } from './answer-faults';
import { callFaults } from './call-faults';
import { refreshFaults } from './refresh-faults';
import { wrongPassword } from './refusals';
import { signInFaults } from './sign-in-faults';

const { calls: on } = RDP;

const forget = ({ bed }: FaultRig): void => bed.simulator.rdp.revokeRefreshTokens();

const accessTokenRevoked: FaultCase = {
  name: 'access token revoked',
  done: 'the service forgets all access tokens, and says so with status 401',
  cause: ({ bed }) => bed.simulator.rdp.revokeAccessTokens(),
  sees: 'the answer',
  calls: 2,
  tokenRequests: 1,
};

/** The faults of RDP: requests that change something, and a user who may have one session. */
export const RDP_FAULTS: readonly FaultGroup[] = [
  {
    heading: 'During a GET',
    start: 'signed in',
    nodes: ['request'],
    cases: [
      ...callFaults({ on, isRepeated: true }),
      accessTokenRevoked,
      {
        name: 'signed in elsewhere',
        done: 'another program of the user takes over the session, and all tokens die',
        cause: signInElsewhere,
        sees: 'the answer',
        calls: 2,
        tokenRequests: 2,
      },
      ...answerFaults(on),
      redirectInACircle(on),
    ],
  },
  {
    heading: 'During a POST, which is sent once',
    start: 'signed in',
    nodes: ['post'],
    cases: [...callFaults({ on, isRepeated: false }), accessTokenRevoked],
  },
  {
    heading: 'During the first sign-in',
    start: 'fresh',
    nodes: ['request'],
    cases: [
      ...signInFaults(RDP),
      wrongPassword(),
      {
        ...wrongPassword(),
        name: 'wrong password, 401',
        done: 'the same, at a service that refuses it with status 401',
        service: { rdpPasswordRefusal: 401 },
      },
      {
        name: 'session quota',
        done: 'another program of the user is signed in, and no exclusive sign-on is asked for',
        cause: signInElsewhere,
        settings: { takeExclusiveSignOnControl: false },
        endsByDeploy: true,
        sees: 'SESSION_OPEN',
        calls: 0,
        tokenRequests: 1,
        coolsFor: 60,
      },
      {
        name: 'unknown scope',
        done: 'a scope that the service does not know',
        cause: () => undefined,
        settings: { scope: 'everything' },
        endsByDeploy: true,
        sees: 'SIGN_IN_FAILED',
        calls: 0,
        tokenRequests: 1,
        coolsFor: 10,
      },
    ],
  },
  {
    heading: 'During a refresh',
    start: 'expired',
    nodes: ['request'],
    cases: [
      ...refreshFaults(forget),
      {
        name: 'answer lost without a rotation',
        done: 'the service keeps the refresh token, its answer is lost',
        cause: ({ link }) => link.dropNextAnswer(),
        service: { rdpRotates: false },
        sees: 'the answer',
        calls: 1,
        tokenRequests: 2,
      },
    ],
  },
];
