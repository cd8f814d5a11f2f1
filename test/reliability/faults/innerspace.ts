import type { Fault } from '../../../simulator/index';
import type { FaultCase, FaultGroup } from '../fault-case';
import { INNERSPACE } from '../services/innerspace';
import { answerFaults } from './answer-faults';
import { callFaults } from './call-faults';
import { wrongClient } from './refusals';
import { signInFaults } from './sign-in-faults';
import { answer, jsonAnswer, strikes } from './strikes';

const { calls: on, signIn } = INNERSPACE;
const strike = strikes(on);

const graphqlErrors = (code: string, beside: object = {}, status = 200): Fault =>
  jsonAnswer({ errors: [{ message: 'No.', extensions: { code } }], ...beside }, status);

const tokenExpired: FaultCase = {
  name: 'token expired at the service',
  done: 'the service lets all tokens expire, and says so with status 401',
  cause: ({ bed }) => bed.simulator.innerspace.revokeTokens(),
  sees: 'the answer',
  calls: 2,
  tokenRequests: 1,
};

/** Its service takes the one label alone; the nodes begin with the other one. */
const labelRefused = (innerspaceTypeRefusal: 400 | 415): FaultCase => ({
  name: `label refused, ${innerspaceTypeRefusal}`,
  done: `status ${innerspaceTypeRefusal} to a form that is not labeled as JSON`,
  cause: () => undefined,
  service: { innerspaceTokenType: 'json', innerspaceTypeRefusal },
  sees: 'the answer',
  calls: 1,
  tokenRequests: 2,
});

/** The faults of InnerSpace: GraphQL answers, and tokens without a refresh. */
export const INNERSPACE_FAULTS: readonly FaultGroup[] = [
  {
    heading: 'During a query',
    start: 'signed in',
    nodes: ['query'],
    cases: [
      ...callFaults({ on, isRepeated: true }),
      tokenExpired,
      {
        ...tokenExpired,
        name: 'token expired at the service, status 200',
        done: 'the same, but it says so with the error `invalid-jwt` and status 200',
        service: { innerspaceUnauthorized: 'errors' },
      },
      {
        name: '`invalid-jwt`, always',
        done: 'the error `invalid-jwt` with status 200, each time',
        cause: strike(graphqlErrors('invalid-jwt')),
        sees: 'UNAUTHORIZED',
        calls: 2,
        tokenRequests: 1,
        coolsFor: 12,
      },
      ...answerFaults(on),
      {
        name: 'errors',
        done: 'status 200 with errors and no data',
        cause: strike(graphqlErrors('validation-failed')),
        sees: 'QUERY_FAILED',
        calls: 1,
        tokenRequests: 0,
      },
      {
        name: 'errors beside data',
        done: 'status 200 with errors and data, which the node does not want then',
        cause: strike(graphqlErrors('unexpected', { data: { building_features: [] } })),
        sees: 'QUERY_FAILED',
        calls: 1,
        tokenRequests: 0,
      },
      {
        name: 'errors with status 400',
        done: 'status 400 with errors',
        cause: strike(graphqlErrors('invalid-json', {}, 400)),
        sees: 'QUERY_FAILED',
        calls: 1,
        tokenRequests: 0,
      },
      {
        name: 'neither data nor errors',
        done: 'status 200 with `{}`',
        cause: strike(jsonAnswer({})),
        sees: 'ANSWER_INVALID',
        calls: 1,
        tokenRequests: 0,
      },
    ],
  },
  {
    heading: 'During a mutation, which is sent once',
    start: 'signed in',
    nodes: ['mutation'],
    cases: [...callFaults({ on, isRepeated: false }), tokenExpired],
  },
  {
    heading: 'During the first sign-in',
    start: 'fresh',
    nodes: ['query'],
    cases: [
      ...signInFaults(INNERSPACE),
      labelRefused(415),
      labelRefused(400),
      {
        name: 'both labels refused',
        done: 'status 415, each time',
        cause: strikes(signIn)(answer(415)),
        sees: 'SIGN_IN_FAILED',
        calls: 0,
        tokenRequests: 2,
        coolsFor: 10,
      },
    ],
  },
  {
    heading: 'During the grant that follows an expired token',
    start: 'expired',
    nodes: ['query'],
    cases: [
      {
        name: 'none',
        done: 'nothing: there is no refresh, one new grant does it',
        cause: () => undefined,
        sees: 'the answer',
        calls: 1,
        tokenRequests: 1,
      },
      {
        name: 'one reset',
        done: 'RST instead of an answer, once',
        cause: strikes(signIn)({ kind: 'reset' }, 1),
        sees: 'the answer',
        calls: 1,
        tokenRequests: 2,
      },
      wrongClient(),
    ],
  },
];
