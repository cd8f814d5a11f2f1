import type { FaultFilter } from '../../../simulator/index';
import type { FaultCase } from '../fault-case';
import { answer, IN_30_SECONDS, IN_AN_HOUR, strikes } from './strikes';

/** The requests that faults are meant for. */
export interface Target {
  readonly on: FaultFilter;
  /** Whether the nodes make such a request again when it failed. */
  readonly isRepeated: boolean;
}

/** How a call ends. */
type Ending = Pick<FaultCase, 'sees' | 'calls' | 'tokenRequests' | 'retryAfter' | 'coolsFor'>;

/** What can happen to a call of any service on its way, or when the service is busy. */
export function callFaults({ on, isRepeated }: Target): FaultCase[] {
  const strike = strikes(on);
  const once = (sees: FaultCase['sees']): Ending => ({ sees, calls: 1, tokenRequests: 0 });
  const repeated = (sees: FaultCase['sees']): Ending => ({
    ...once(sees),
    calls: isRepeated ? 4 : 1,
  });
  const held = (failure: Ending, seconds: number): Ending => ({
    ...failure,
    retryAfter: seconds,
    coolsFor: seconds,
  });
  // Four failures in a row are followed by 8 seconds without a request; a single one by none.
  const lasting = (sees: FaultCase['sees']): Ending =>
    isRepeated ? held(repeated(sees), 8) : once(sees);
  const passing = (failure: Ending): Ending =>
    isRepeated ? { ...once('the answer'), calls: 2 } : failure;
  return [
    {
      name: 'refused',
      done: 'nobody listens',
      cause: ({ link }) => link.cut(),
      ...lasting('UNREACHABLE'),
    },
    {
      name: 'reset before the answer',
      done: 'RST instead of an answer, each time',
      cause: strike({ kind: 'reset' }),
      ...lasting('UNREACHABLE'),
    },
    {
      name: 'closed before the answer',
      done: 'FIN instead of an answer, each time',
      cause: strike({ kind: 'close' }),
      ...lasting('UNREACHABLE'),
    },
    {
      name: 'one reset',
      done: 'RST instead of an answer, once',
      cause: strike({ kind: 'reset' }, 1),
      ...passing(once('UNREACHABLE')),
    },
    {
      name: 'reset in the middle of the body',
      done: 'RST after 10 bytes, each time',
      cause: strike({ kind: 'resetBody', bytes: 10 }),
      ...lasting('ANSWER_INCOMPLETE'),
    },
    {
      name: 'kept connection dead',
      done: 'the cable was out between two messages',
      cause: async ({ link }) => {
        await link.cut();
        await link.restore();
      },
      ...once('the answer'),
    },
    {
      name: 'no answer',
      done: 'the request is swallowed',
      cause: strike({ kind: 'hang' }),
      ...once('TIMEOUT'),
    },
    {
      name: 'line dead without a word',
      done: 'nothing gets through in either direction',
      cause: ({ link }) => link.silence(),
      ...once('TIMEOUT'),
    },
    {
      name: 'dripping body',
      done: 'one byte a second',
      cause: strike({ kind: 'drip', bytes: 1, interval: 1_000 }),
      ...once('TIMEOUT'),
    },
    {
      name: '429 without Retry-After',
      done: 'status 429, each time',
      cause: strike(answer(429)),
      ...held(repeated('RATE_LIMITED'), isRepeated ? 60 : 3),
    },
    {
      name: '429, short wait',
      done: 'status 429 with `Retry-After: 20`, once',
      cause: strike(answer(429, { 'retry-after': '20' }), 1),
      ...passing(held(once('RATE_LIMITED'), 20)),
    },
    {
      name: '429, long wait',
      done: 'status 429 with `Retry-After: 3600`',
      cause: strike(answer(429, { 'retry-after': '3600' })),
      ...held(once('RATE_LIMITED'), 3_600),
    },
    {
      name: '500',
      done: 'status 500',
      cause: strike(answer(500)),
      ...once('SERVER_ERROR'),
    },
    {
      name: '502',
      done: 'status 502, each time',
      cause: strike(answer(502)),
      ...lasting('SERVER_ERROR'),
    },
    {
      name: '503 until a near date',
      done: 'status 503 with a `Retry-After` in 30 s, once',
      cause: strike(answer(503, IN_30_SECONDS), 1),
      ...passing(held(once('SERVER_ERROR'), 30)),
    },
    {
      name: '503 until a far date',
      done: 'status 503 with a `Retry-After` in an hour',
      cause: strike(answer(503, IN_AN_HOUR)),
      ...held(once('SERVER_ERROR'), 3_600),
    },
    {
      name: '504',
      done: 'status 504, each time',
      cause: strike(answer(504)),
      ...lasting('SERVER_ERROR'),
    },
  ];
}
