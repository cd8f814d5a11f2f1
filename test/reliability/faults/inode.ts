import { gzipSync } from 'node:zlib';
import type { Fault } from '../../../simulator/index';
import type { FaultGroup } from '../fault-case';
import { marker } from '../marker';
import { INODE } from '../services/inode';
import { answerFaults, redirectInACircle } from './answer-faults';
import { callFaults } from './call-faults';
import { refreshFaults } from './refresh-faults';
import { wrongPassword } from './refusals';
import { signInFaults } from './sign-in-faults';
import { answer, jsonAnswer, strikes } from './strikes';

const NODES = ['links', 'devices'];

const { calls: on } = INODE;
const strike = strikes(on);

const page = (next: string): Fault => jsonAnswer({ results: [{}], next });

/** 257 MB of spaces in 270 kB: gzip members may follow one another. */
const bomb = (): Fault => {
  const member = gzipSync(Buffer.alloc(2 ** 20, ' '));
  const body = Buffer.concat(Array.from({ length: 257 }, () => member));
  return answer(200, { 'content-encoding': 'gzip' }, body);
};

/** The faults of iNode, whose nodes read lists, page by page. */
export const INODE_FAULTS: readonly FaultGroup[] = [
  {
    heading: 'During a call',
    start: 'signed in',
    nodes: NODES,
    cases: [
      ...callFaults({ on, isRepeated: true }),
      {
        name: 'access token revoked',
        done: 'the service forgets all access tokens',
        cause: ({ bed }) => bed.simulator.revokeAccessTokens(),
        sees: 'the answer',
        calls: 2,
        tokenRequests: 1,
      },
      {
        name: 'all tokens revoked',
        done: 'the service forgets all access and refresh tokens',
        cause: ({ bed }) => {
          bed.simulator.revokeAccessTokens();
          bed.simulator.revokeRefreshTokens();
        },
        sees: 'the answer',
        calls: 2,
        tokenRequests: 2,
      },
      {
        name: 'API token refused',
        done: 'the API token was replaced at the service',
        cause: (rig) => rig.changeAccount({ token: marker() }),
        settings: { auth: 'token' },
        sees: 'TOKEN_REJECTED',
        calls: 1,
        tokenRequests: 0,
        coolsFor: 60,
      },
      ...answerFaults(on),
      redirectInACircle(on),
      {
        name: '`null`',
        done: '`null` instead of a list',
        cause: strike(jsonAnswer(null)),
        sees: 'ANSWER_INVALID',
        calls: 1,
        tokenRequests: 0,
      },
      {
        name: 'too large',
        done: '270 kB of gzip that become 257 MB, where the account may take 64',
        cause: strike(bomb()),
        // Else the heap decides, which is not the same on each machine.
        settings: { maxMegabytes: 64 },
        needsRealTime: true,
        sees: 'BODY_TOO_LARGE',
        calls: 1,
        tokenRequests: 0,
      },
      {
        name: 'next page elsewhere',
        done: '`next` names another server',
        cause: strike(page('http://127.0.0.2/api/v1/links/?page=2')),
        sees: 'PAGING_INVALID',
        calls: 1,
        tokenRequests: 0,
      },
      {
        name: 'next page in a circle',
        done: '`next` always names the second page',
        cause: strike(page('?page=2')),
        sees: 'PAGING_INVALID',
        calls: 2,
        tokenRequests: 0,
      },
    ],
  },
  {
    heading: 'During the first sign-in',
    start: 'fresh',
    nodes: NODES,
    cases: [...signInFaults(INODE), wrongPassword()],
  },
  {
    heading: 'During a refresh',
    start: 'expired',
    nodes: NODES,
    cases: refreshFaults(({ bed }) => bed.simulator.revokeRefreshTokens()),
  },
];
