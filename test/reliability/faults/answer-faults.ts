import type { FaultFilter } from '../../../simulator/index';
import type { FaultCase } from '../fault-case';
import { answer, CAPTIVE_PORTAL, strikes } from './strikes';

/** What any service, or a stranger in its place, can answer to a call that got through. */
export function answerFaults(on: FaultFilter): FaultCase[] {
  const strike = strikes(on);
  return [
    {
      name: '401, once',
      done: 'status 401, once',
      cause: strike(answer(401), 1),
      sees: 'the answer',
      calls: 2,
      tokenRequests: 1,
    },
    {
      name: '401, always',
      done: 'status 401, each time',
      cause: strike(answer(401)),
      sees: 'UNAUTHORIZED',
      calls: 2,
      tokenRequests: 1,
      coolsFor: 12,
    },
    {
      name: '403',
      done: 'status 403, each time',
      cause: strike(answer(403)),
      sees: 'FORBIDDEN',
      calls: 2,
      tokenRequests: 1,
      coolsFor: 12,
    },
    {
      name: '404',
      done: 'status 404',
      cause: strike(answer(404)),
      sees: 'NOT_FOUND',
      calls: 1,
      tokenRequests: 0,
    },
    {
      name: 'redirect elsewhere',
      done: 'status 302 to another server',
      cause: strike({ kind: 'redirect', location: 'http://127.0.0.2/v1/' }),
      sees: 'REDIRECT_REFUSED',
      calls: 1,
      tokenRequests: 0,
    },
    {
      name: 'broken JSON',
      done: 'the answer ends after 10 bytes',
      cause: strike({ kind: 'truncate', bytes: 10 }),
      sees: 'ANSWER_INVALID',
      calls: 1,
      tokenRequests: 0,
    },
    {
      name: 'HTML with status 200',
      done: "a captive portal's page",
      cause: strike(CAPTIVE_PORTAL),
      sees: 'ANSWER_INVALID',
      calls: 1,
      tokenRequests: 0,
    },
    {
      name: 'damaged compression',
      done: 'a body that is not the gzip that it claims to be',
      cause: strike(answer(200, { 'content-encoding': 'gzip' }, '[]')),
      sees: 'ANSWER_INVALID',
      calls: 1,
      tokenRequests: 0,
    },
  ];
}

/** A GET that is sent round in a circle. */
export function redirectInACircle(on: FaultFilter): FaultCase {
  return {
    name: 'redirect in a circle',
    done: 'status 302 to the same path, each time',
    cause: strikes(on)({ kind: 'redirect', location: '?round' }),
    sees: 'REDIRECT_REFUSED',
    calls: 6,
    tokenRequests: 0,
  };
}
